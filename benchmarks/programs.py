"""Deterministic Cambridge programs of any length, with all that most programs use.

Only what every parser of the comparison accepts: IGCSE syntax, one statement per line.
"""

from __future__ import annotations

_ROUTINE = """\
// Routine {n}: statistics of a list of marks
PROCEDURE Report{n}(Title : STRING, Limit : INTEGER)
    DECLARE Index : INTEGER
    DECLARE Total, Best : REAL
    DECLARE Marks : ARRAY[1:20] OF INTEGER
    CONSTANT PassMark{n} <- 50

    Total <- 0.0
    Best <- -1.5
    FOR Index <- 1 TO Limit STEP 2
        Marks[Index] <- Index * 7 + {n} - (Index + 3) * 2
        Total <- Total + Marks[Index] / 2
        IF Marks[Index] > Best AND Marks[Index] <= 100 THEN
            Best <- Marks[Index]
        ELSE
            Total <- Total - 1
        ENDIF
    NEXT Index
    OUTPUT "Report ", Title, " total ", Total, " best ", Best
    WHILE Total > 100.5 OR Best = {n} DO
        Total <- Total - Best * 3  // slowly
        Best <- Best + 1
    ENDWHILE
    REPEAT
        INPUT Index
        Total <- ROUND(Total * 1.5, 2)
    UNTIL NOT (Index < 10) OR Total >= 99
    CASE OF Index
        1 : OUTPUT "one"
        2 : Total <- Total + 1
        3 : CALL Note{n}(Index)
        OTHERWISE OUTPUT "many"
    ENDCASE
ENDPROCEDURE

FUNCTION Grade{n}(Mark : INTEGER, Name : STRING) RETURNS STRING
    DECLARE Result : STRING
    Result <- "none"
    IF Mark >= 80 THEN
        Result <- "A" + Name
    ELSE
        IF Mark >= 60 THEN
            Result <- SUBSTRING(Name, 1, LENGTH(Name) - 1)
        ENDIF
    ENDIF
    RETURN Result
ENDFUNCTION

PROCEDURE Note{n}(Value : INTEGER)
    OUTPUT "note ", MOD(Value, 10), " ", Grade{n}(Value, "Ann")
ENDPROCEDURE

"""


def program(lines: int) -> str:
    """Give a program of exactly `lines` lines, or up to 50 more to end its last routine."""
    routines = -(-lines // _ROUTINE.count("\n"))
    return "".join(_ROUTINE.format(n=n) for n in range(1, routines + 1))
