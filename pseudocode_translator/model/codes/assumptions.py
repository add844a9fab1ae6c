"""Diagnostic codes PS500 to PS599: what was assumed."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

_NOTE = Severity.NOTE

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS501",
        "type of an input, from its use",
        _NOTE,
        "INPUT reads a variable that is not declared, so how the program uses it decides what is "
        "read: a variable that is compared with 18 is read as an INTEGER. A number with a "
        "fraction is kept all the same, unless only a whole number works there. A variable that is "
        "only printed is read as a STRING. A line that does not fit ends the program with a "
        "message. DECLARE the variable to decide yourself.",
        wrong='INPUT Age\nIF Age >= 18 THEN\n    OUTPUT "adult"\nENDIF\n',
        right='DECLARE Age : INTEGER\nINPUT Age\nIF Age >= 18 THEN\n    OUTPUT "adult"\nENDIF\n',
    ),
    CodeEntry(
        "PS502",
        "type of an input, from what is typed",
        _NOTE,
        "INPUT reads a variable that is not declared, and no use shows its type. What is typed "
        "decides while the program runs: a whole number, else a number with a fraction, else a "
        "string. DECLARE the variable to decide yourself.",
        wrong="INPUT Thing\nOUTPUT Thing / 2\n",
        right="DECLARE Thing : REAL\nINPUT Thing\nOUTPUT Thing / 2\n",
    ),
    CodeEntry(
        "PS503",
        "type of an undeclared variable",
        _NOTE,
        "A variable is not declared; its type follows from what is assigned to it, or from how it "
        "is used. DECLARE it to decide yourself.",
        wrong="Total ← 0.5\nOUTPUT Total\n",
        right="DECLARE Total : REAL\nTotal ← 0.5\nOUTPUT Total\n",
    ),
    CodeEntry(
        "PS504",
        "undeclared variable without one type",
        _NOTE,
        "A variable is not declared, and it holds values of different types, or of a type that is "
        "known only while the program runs. It may then hold anything. DECLARE it, and use a "
        "second variable for the other type.",
        wrong='Answer ← 5\nOUTPUT Answer\nAnswer ← "five"\nOUTPUT Answer\n',
        right=(
            "DECLARE Answer : INTEGER\nDECLARE Word : STRING\nAnswer ← 5\nOUTPUT Answer\n"
            'Word ← "five"\nOUTPUT Word\n'
        ),
    ),
    CodeEntry(
        "PS505",
        "undeclared array",
        _NOTE,
        "Elements of an array are used that is not declared. Its element type follows from what "
        "is stored in it, its bounds from the indexes where they are plain; else it grows as "
        "needed. DECLARE the array to decide yourself.",
        wrong="FOR I ← 1 TO 3\n    Marks[I] ← 0\nNEXT I\nOUTPUT Marks[2]\n",
        right=(
            "DECLARE I : INTEGER\nDECLARE Marks : ARRAY[1:3] OF INTEGER\n"
            "FOR I ← 1 TO 3\n    Marks[I] ← 0\nNEXT I\nOUTPUT Marks[2]\n"
        ),
    ),
    CodeEntry(
        "PS506",
        "type of a parameter",
        _NOTE,
        "A parameter has no type; it follows from the arguments of the calls, or from how the "
        "parameter is used. Write the type behind its name to decide yourself.",
        wrong="PROCEDURE Show(N)\n    OUTPUT N\nENDPROCEDURE\nCALL Show(3)\n",
        right="PROCEDURE Show(N : INTEGER)\n    OUTPUT N\nENDPROCEDURE\nCALL Show(3)\n",
    ),
    CodeEntry(
        "PS507",
        "type of a function",
        _NOTE,
        "A function does not say what it RETURNS; its type follows from its RETURN statements.",
        wrong="FUNCTION Half(N : REAL)\n    RETURN N / 2\nENDFUNCTION\nOUTPUT Half(3)\n",
        right=(
            "FUNCTION Half(N : REAL) RETURNS REAL\n    RETURN N / 2\nENDFUNCTION\nOUTPUT Half(3)\n"
        ),
    ),
    CodeEntry(
        "PS508",
        "one name, spelt in two ways",
        _NOTE,
        "Capital and small letters make no difference in names, so both spellings mean one "
        "variable; the Python program uses the spelling of the declaration. Spell it alike "
        "everywhere, or choose another name if two variables were meant.",
        wrong="DECLARE Total : INTEGER\ntotal ← 1\nOUTPUT Total\n",
        right="DECLARE Total : INTEGER\nTotal ← 1\nOUTPUT Total\n",
    ),
    CodeEntry(
        "PS509",
        "variable shared by subroutines",
        _NOTE,
        "An undeclared variable gets its value in one subroutine and is used in another that "
        "never sets it. It is taken as a variable of the whole program. Declare it in the main "
        "program, or hand it over as a parameter.",
        wrong=(
            "PROCEDURE First()\n    Score ← 1\nENDPROCEDURE\n"
            "PROCEDURE Second()\n    OUTPUT Score\nENDPROCEDURE\nCALL First()\nCALL Second()\n"
        ),
        right=(
            "DECLARE Score : INTEGER\nPROCEDURE First()\n    Score ← 1\nENDPROCEDURE\n"
            "PROCEDURE Second()\n    OUTPUT Score\nENDPROCEDURE\nCALL First()\nCALL Second()\n"
        ),
    ),
    CodeEntry(
        "PS510",
        "loop variable of a subroutine",
        _NOTE,
        "A subroutine counts with a variable that it does not declare and that the main program "
        "uses too, undeclared. Each is taken as a variable of its own, so that a call does not "
        "disturb a loop of the caller. Declare it inside the subroutine to say so.",
        wrong=(
            "PROCEDURE Row()\n    FOR I ← 1 TO 3\n        OUTPUT I\n    NEXT I\nENDPROCEDURE\n"
            "FOR I ← 1 TO 2\n    CALL Row()\nNEXT I\n"
        ),
        right=(
            "PROCEDURE Row()\n    DECLARE I : INTEGER\n    FOR I ← 1 TO 3\n        OUTPUT I\n"
            "    NEXT I\nENDPROCEDURE\nFOR I ← 1 TO 2\n    CALL Row()\nNEXT I\n"
        ),
    ),
    CodeEntry(
        "PS511",
        "date in a constant",
        _NOTE,
        "A date is written like two divisions. A constant such as 25/12/2026, with a year of four "
        "figures, is taken as a DATE. Use SETDATE, or work out a quotient in a variable.",
        wrong="CONSTANT Start = 25/12/2026\nOUTPUT Start\n",
        right="DECLARE Start : DATE\nStart ← SETDATE(25, 12, 2026)\nOUTPUT Start\n",
    ),
    CodeEntry(
        "PS512",
        "loop variable used after its loop",
        _NOTE,
        "Guides do not say what a loop variable holds after its loop. It is taken to keep the "
        "last value with which the loop ran. Copy it inside the loop if you need it.",
        wrong="FOR I ← 1 TO 3\n    OUTPUT I\nNEXT I\nOUTPUT I\n",
        right="FOR I ← 1 TO 3\n    OUTPUT I\n    Last ← I\nNEXT I\nOUTPUT Last\n",
    ),
    CodeEntry(
        "PS513",
        "DIV or MOD of a negative number",
        _NOTE,
        "Guides do not say how DIV and MOD treat negative numbers. They are taken to drop the "
        "fraction, as most tools do: -7 DIV 2 is -3, and -7 MOD 2 is -1.",
        wrong="OUTPUT -7 DIV 2\n",
        right="OUTPUT 7 DIV 2\n",
    ),
    CodeEntry(
        "PS514",
        "NOT in front of a comparison",
        _NOTE,
        "Tools disagree whether NOT a = b negates a or the comparison. The whole comparison is "
        "negated here. Write NOT (a = b), or a <> b.",
        wrong='A ← 1\nIF NOT A = 2 THEN\n    OUTPUT "no"\nENDIF\n',
        right='A ← 1\nIF NOT (A = 2) THEN\n    OUTPUT "no"\nENDIF\n',
    ),
    CodeEntry(
        "PS515",
        "print form of REAL numbers",
        _NOTE,
        "Guides do not say how a REAL prints when it is whole. It prints with its point, as in "
        "5.0; some tools print 5. Use INT or ROUND for a number without a fraction.",
        wrong="OUTPUT 10 / 2\n",
        right="OUTPUT 10 DIV 2\n",
    ),
    CodeEntry(
        "PS516",
        "array counted from 0",
        _NOTE,
        "Arrays count from 1 unless a lower bound is written. This one is given by its number of "
        "elements, or by a list of values, and the program uses index 0, so it is taken to count "
        "from 0. Write both bounds to decide yourself.",
        wrong="DECLARE A : ARRAY[5] OF INTEGER\nA[0] ← 7\nOUTPUT A[0]\n",
        right="DECLARE A : ARRAY[0:4] OF INTEGER\nA[0] ← 7\nOUTPUT A[0]\n",
    ),
    CodeEntry(
        "PS517",
        "attribute and parameter of one name",
        _NOTE,
        "A parameter of a method has the name of an attribute, capital and small letters aside. "
        "Each spelling means its own; where both are spelt alike the name means the parameter, "
        "but Name ← Name stores the parameter in the attribute. Give the parameter another name.",
        wrong=(
            "CLASS Dog\n    PRIVATE Name : STRING\n    PUBLIC PROCEDURE NEW(name : STRING)\n"
            "        Name ← name\n    ENDPROCEDURE\nENDCLASS\nDECLARE d : Dog\n"
            'd ← NEW Dog("Rex")\n'
        ),
        right=(
            "CLASS Dog\n    PRIVATE Name : STRING\n    PUBLIC PROCEDURE NEW(n : STRING)\n"
            "        Name ← n\n    ENDPROCEDURE\nENDCLASS\nDECLARE d : Dog\n"
            'd ← NEW Dog("Rex")\n'
        ),
    ),
    CodeEntry(
        "PS522",
        "variable of a subroutine's own",
        _NOTE,
        "A subroutine stores something in a variable that has the name of one of the main program. "
        "Without the word global it is a variable of its own: the one of the main program keeps "
        "its value.",
        wrong="x = 5\nprocedure p()\n    x = 10\n    print(x)\nendprocedure\np()\nprint(x)\n",
        right=(
            "global x = 5\nprocedure p()\n    x = 10\n    print(x)\nendprocedure\np()\nprint(x)\n"
        ),
        dialect="ocr",
    ),
    CodeEntry(
        "PS523",
        "first index, from the whole program",
        _NOTE,
        "Whether arrays and strings count from 0 or from 1 is a setting of PSeInt, and not in the "
        "text. A program that uses index 0 counts from 0; one that uses as many elements as "
        "an array has counts from 1, and so does one that shows neither. Name a profile to decide "
        "yourself: pseint:base0 or pseint:base1.",
        wrong="Algoritmo A\n    Dimension v[3]\n    v[1] <- 7\n    Escribir v[1]\nFinAlgoritmo\n",
        right="Algoritmo A\n    v <- 7\n    Escribir v\nFinAlgoritmo\n",
        dialect="pseint",
    ),
    CodeEntry(
        "PS524",
        "signs of both first indexes",
        Severity.WARNING,
        "One line uses index 0, which shows that the program counts from 0, and another uses the "
        "last index of an array that counts from 1. In any profile of PSeInt one of them fails. "
        "Here the array gets an element more, so that both work.",
        wrong=(
            "Algoritmo Notas\n    Dimension v[3]\n    v[0] <- 7\n    v[3] <- 8\n"
            "    Escribir v[0] + v[3]\nFinAlgoritmo\n"
        ),
        right=(
            "Algoritmo Notas\n    Dimension v[3]\n    v[0] <- 7\n    v[2] <- 8\n"
            "    Escribir v[0] + v[2]\nFinAlgoritmo\n"
        ),
        dialect="pseint",
    ),
    CodeEntry(
        "PS525",
        "loop without a step, counting up",
        _NOTE,
        "In most profiles of PSeInt a Para without Con Paso counts down if its end is smaller "
        "than its start. A loop from a number to a variable is nearly always meant to count "
        "up, and to run not at all if there is nothing to count. A loop to a number, "
        "and one from a variable to another, goes either way.",
        wrong=(
            "Algoritmo A\n    Definir n, i Como Entero\n    Leer n\n"
            "    Para i <- 1 Hasta n Hacer\n        Escribir i\n    FinPara\nFinAlgoritmo\n"
        ),
        right=(
            "Algoritmo A\n    Definir n, i Como Entero\n    Leer n\n"
            "    Para i <- 1 Hasta n Con Paso 1 Hacer\n        Escribir i\n    FinPara\n"
            "FinAlgoritmo\n"
        ),
        dialect="pseint",
    ),
)
