"""What differs between dialects in how a line is written."""

from __future__ import annotations

from dataclasses import dataclass

_OPERATORS = ("+", "-", "*", "/", "&", ",", "=", "<", ">", "<=", ">=", "<>", "<-")
_STATEMENT_WORDS = """
    APPEND CALL CASE CLASS CLOSE CLOSEFILE CONST CONSTANT DECLARE DEFINE DO ELSE ELSEIF END
    ENDCASE ENDCLASS ENDFOR ENDFUNCTION ENDIF ENDPROCEDURE ENDSUBROUTINE ENDTYPE ENDWHILE FOR
    FUNCTION GETRECORD IF INPUT NEXT OPEN OPENFILE OTHERWISE OUTPUT PRINT PRIVATE PROCEDURE
    PUBLIC PUTRECORD READ READFILE REPEAT RETURN SEEK SUBROUTINE THEN TYPE UNTIL WHILE WRITE
    WRITEFILE
"""


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a dialect writes comments and strings, and when a line goes on in the next.

    The defaults suit the English exam-board dialects.
    """

    comment_marks: tuple[str, ...] = ("//",)
    """Start a comment that runs to the end of the line, wherever they stand outside strings."""
    loose_comment_marks: tuple[str, ...] = ()
    """As `comment_marks`, but only at the start of a line, or after a space and not directly
    before a digit (``#1`` is a file number)."""
    block_comments: tuple[tuple[str, str], ...] = ()
    """Opener and closer of comments that may run over several lines."""
    line_block_comments: tuple[tuple[str, str], ...] = ()
    """Opener and closer of comments that must end on their own line, and stand before or
    behind the whole statement: ``{1, 2}`` after an arrow stays code."""
    quotes: str = "\"'"
    """The straight quotes that delimit strings; typographic ones are made straight."""
    doubled_quotes_escape: bool = False
    """``""`` inside a string means one quote, as in Pascal; Cambridge has no escapes."""
    backslash_escapes: bool = False
    r"""``\"`` inside a string does not end it."""
    continues_after: tuple[str, ...] = (*_OPERATORS, "AND", "OR", "NOT", "DIV", "MOD", "TO")
    """A line that ends with one of these goes on in the next. Words in capitals, read in any
    case. No ``^``: a Cambridge pointer ends with it (``x <- p^``)."""
    continues_before: tuple[str, ...] = (
        *_OPERATORS,
        *("AND", "OR", "DIV", "MOD", "TO", "STEP", "OF", "RETURNS", "INHERITS"),
    )
    """A line that starts with one of these goes on from the one before; with a word only if
    it is not used as a name there (``Step : INTEGER``)."""
    continuation_marks: tuple[str, ...] = ("\\", "_")
    """At the end of a line, after a space: the line goes on, the mark is dropped."""
    lists_in_braces: bool = False
    """``= {`` starts a list that may run over several lines."""
    statement_words: frozenset[str] = frozenset(_STATEMENT_WORDS.split())
    """In capitals. A line that starts with one is a line of its own, whatever the line
    before promised: a missing bracket must not swallow the program."""
