"""Diagnostic codes PS100 to PS199: reading lines and blocks."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS101",
        "string not closed",
        Severity.ERROR,
        "A string starts with a quotation mark and must end with one on the same line. "
        "Without it nobody can tell where the text ends and the program goes on.",
        wrong='OUTPUT "Hello',
        right='OUTPUT "Hello"',
    ),
    CodeEntry(
        "PS102",
        "comment not closed",
        Severity.WARNING,
        "A comment that starts with /* runs to the next */, over as many lines as it takes. "
        "Where none follows, only the line itself is taken as the comment, so that the "
        "rest of the program is not lost.",
        wrong='/* Greets the user\nOUTPUT "Hello"',
        right='/* Greets the user */\nOUTPUT "Hello"',
    ),
    CodeEntry(
        "PS103",
        "arrow or arrow and minus",
        Severity.WARNING,
        "Some people write the arrow as <-- and others write a negative value directly behind "
        "the arrow <-. Where a value follows without a space it is read as negative, unless "
        "the program writes <-- with a space elsewhere.",
        wrong="DECLARE x : INTEGER\nx <--1\nOUTPUT x",
        right="DECLARE x : INTEGER\nx <- -1\nOUTPUT x",
    ),
    CodeEntry(
        "PS120",
        "statement not understood",
        Severity.ERROR,
        "Something stands where it cannot, or something is missing before it. The message says "
        "what was found and what was expected there.",
        wrong="DECLARE x : INTEGER\nx <- 3 + * 4\nOUTPUT x",
        right="DECLARE x : INTEGER\nx <- 3 + 4\nOUTPUT x",
    ),
    CodeEntry(
        "PS121",
        "keyword misspelt",
        Severity.ERROR,
        "A word is no keyword and no procedure of the program, but nearly a keyword. The rest of "
        "the program is read as if it were that keyword.",
        wrong='DECLARE x : INTEGER\nx <- 1\nIF x = 1 THEN\n  OUTPUT "one"\nENDFI',
        right='DECLARE x : INTEGER\nx <- 1\nIF x = 1 THEN\n  OUTPUT "one"\nENDIF',
    ),
    CodeEntry(
        "PS122",
        "character without meaning",
        Severity.ERROR,
        "This character is neither an operator nor part of a name. Texts need quotation marks, "
        "and comments start with //.",
        wrong='OUTPUT "a" ? "b"',
        right='OUTPUT "a", "b"',
    ),
    CodeEntry(
        "PS124",
        "nothing can be stored here",
        Severity.ERROR,
        "The left side of the arrow, and what is read by INPUT or a file statement, must be a "
        "variable, an element of an array or a field of a record.",
        wrong="DECLARE x : INTEGER\nx + 1 <- 5\nOUTPUT x",
        right="DECLARE x : INTEGER\nx <- 5 + 1\nOUTPUT x",
    ),
    CodeEntry(
        "PS125",
        "arrow inside an expression",
        Severity.ERROR,
        "The arrow <- stores a value and is a statement of its own. To compare two values, "
        "write =. Only ``x <-1`` with the minus directly before the value is read as x < -1.",
        wrong='DECLARE x : INTEGER\nx <- 1\nIF x <- 1 THEN\n  OUTPUT "one"\nENDIF',
        right='DECLARE x : INTEGER\nx <- 1\nIF x = 1 THEN\n  OUTPUT "one"\nENDIF',
    ),
    CodeEntry(
        "PS126",
        "value without a statement",
        Severity.ERROR,
        "A line that only computes a value does nothing with it. Store it, print it, or use it "
        "in a condition.",
        wrong="DECLARE x : INTEGER\nx <- 1\nx + 1",
        right="DECLARE x : INTEGER\nx <- 1\nx <- x + 1",
    ),
    CodeEntry(
        "PS127",
        "this cannot be called",
        Severity.ERROR,
        "CALL, and brackets behind something, need the name of a procedure, a function or a "
        "method.",
        wrong="CALL 5",
        right='PROCEDURE Greet()\n  OUTPUT "Hello"\nENDPROCEDURE\nCALL Greet()',
    ),
    CodeEntry(
        "PS128",
        "statement with too few or too many parts",
        Severity.ERROR,
        "The statement needs a certain number of values, separated by commas.",
        wrong='OPENFILE "a.txt" FOR READ\nREADFILE "a.txt"\nCLOSEFILE "a.txt"',
        right='DECLARE s : STRING\nOPENFILE "a.txt" FOR READ\nREADFILE "a.txt", s\n'
        'CLOSEFILE "a.txt"',
    ),
    CodeEntry(
        "PS129",
        "unknown file mode",
        Severity.ERROR,
        "A file is opened FOR READ, WRITE, APPEND or RANDOM.",
        wrong='OPENFILE "a.txt" FOR READING\nCLOSEFILE "a.txt"',
        right='OPENFILE "a.txt" FOR READ\nCLOSEFILE "a.txt"',
    ),
    CodeEntry(
        "PS130",
        "end that ends nothing",
        Severity.ERROR,
        "ENDIF, ENDWHILE, NEXT and their like close a block that was opened before. This one "
        "has none, or the open block is of another kind.",
        wrong="DECLARE i : INTEGER\nFOR i <- 1 TO 3\n  OUTPUT i\nENDWHILE",
        right="DECLARE i : INTEGER\nFOR i <- 1 TO 3\n  OUTPUT i\nNEXT i",
    ),
    CodeEntry(
        "PS131",
        "block not closed",
        Severity.ERROR,
        "Every IF needs its ENDIF, every FOR its NEXT, and so on, before the block around it "
        "ends. The message names the line where the block was opened.",
        wrong="DECLARE i : INTEGER\nFOR i <- 1 TO 3\n  IF i = 2 THEN\n    OUTPUT i\nNEXT i",
        right="DECLARE i : INTEGER\nFOR i <- 1 TO 3\n  IF i = 2 THEN\n    OUTPUT i\n  ENDIF\n"
        "NEXT i",
    ),
    CodeEntry(
        "PS132",
        "part of a block in the wrong place",
        Severity.ERROR,
        "THEN and ELSE belong to an IF, OTHERWISE and labels to a CASE, PUBLIC and PRIVATE to a "
        "class. Perhaps the block was closed too early.",
        wrong='OUTPUT "a"\nELSE\nOUTPUT "b"',
        right='IF TRUE THEN\n  OUTPUT "a"\nELSE\n  OUTPUT "b"\nENDIF',
    ),
    CodeEntry(
        "PS133",
        "second ELSE or OTHERWISE",
        Severity.ERROR,
        "A block has at most one part for everything else.",
        wrong='IF TRUE THEN\n  OUTPUT "a"\nELSE\n  OUTPUT "b"\nELSE\n  OUTPUT "c"\nENDIF',
        right='IF TRUE THEN\n  OUTPUT "a"\nELSE\n  OUTPUT "b"\nENDIF',
    ),
    CodeEntry(
        "PS134",
        "end of the other kind of subroutine",
        Severity.WARNING,
        "A PROCEDURE ends with ENDPROCEDURE and a FUNCTION with ENDFUNCTION.",
        wrong='PROCEDURE Greet()\n  OUTPUT "Hello"\nENDFUNCTION\nCALL Greet()',
        right='PROCEDURE Greet()\n  OUTPUT "Hello"\nENDPROCEDURE\nCALL Greet()',
    ),
    CodeEntry(
        "PS135",
        "NEXT with another variable",
        Severity.WARNING,
        "NEXT names the variable of the loop that it ends. With another name the loop is ended "
        "all the same.",
        wrong="DECLARE i, j : INTEGER\nj <- 0\nFOR i <- 1 TO 3\n  OUTPUT i + j\nNEXT j",
        right="DECLARE i, j : INTEGER\nj <- 0\nFOR i <- 1 TO 3\n  OUTPUT i + j\nNEXT i",
    ),
    CodeEntry(
        "PS136",
        "declaration not understood",
        Severity.ERROR,
        "A declaration needs a name, a colon and a type.",
        wrong="TYPE Person\n  Age : 5\nENDTYPE",
        right="TYPE Person\n  Age : INTEGER\nENDTYPE",
    ),
    CodeEntry(
        "PS137",
        "statement before the first label",
        Severity.ERROR,
        "In a CASE every statement belongs to a label. What stands before the first one would "
        "never run.",
        wrong='DECLARE x : INTEGER\nx <- 1\nCASE OF x\n  OUTPUT "a"\n  1 : OUTPUT "b"\nENDCASE',
        right='DECLARE x : INTEGER\nx <- 1\nCASE OF x\n  1 : OUTPUT "b"\nENDCASE',
    ),
    CodeEntry(
        "PS138",
        "range written with a minus",
        Severity.WARNING,
        "A range of CASE values is written with TO. With a minus it would be a subtraction; it "
        "is read as the range that must be meant.",
        wrong='DECLARE x : INTEGER\nx <- 1\nCASE OF x\n  1-5 : OUTPUT "b"\nENDCASE',
        right='DECLARE x : INTEGER\nx <- 1\nCASE OF x\n  1 TO 5 : OUTPUT "b"\nENDCASE',
    ),
    CodeEntry(
        "PS139",
        "statement inside TYPE or CLASS",
        Severity.ERROR,
        "A record holds declarations of fields, a class declarations of attributes and methods.",
        wrong='TYPE T\n  DECLARE x : INTEGER\n  OUTPUT "a"\nENDTYPE',
        right="TYPE T\n  DECLARE x : INTEGER\nENDTYPE",
    ),
    CodeEntry(
        "PS140",
        "comma missing in OUTPUT",
        Severity.WARNING,
        "The items of OUTPUT are separated by commas, or joined with &. A name directly behind "
        "a text is printed as the next item.",
        wrong='DECLARE x : INTEGER\nx <- 1\nOUTPUT "x is " x',
        right='DECLARE x : INTEGER\nx <- 1\nOUTPUT "x is ", x',
    ),
    CodeEntry(
        "PS141",
        "comma without an item",
        Severity.WARNING,
        "A comma in OUTPUT stands between two items. Nothing follows this one, so it is ignored; "
        "the next OUTPUT starts on a new line all the same.",
        wrong='OUTPUT "Hello",',
        right='OUTPUT "Hello"',
    ),
    CodeEntry(
        "PS142",
        "file name without quotation marks",
        Severity.WARNING,
        "The name of a file is a text, and texts need quotation marks. Without them a name with a "
        "full stop means the field of a record; as no such record is declared, it is taken "
        "as the name of the file.",
        wrong="OPENFILE data.txt FOR WRITE\nWRITEFILE data.txt, 5\nCLOSEFILE data.txt",
        right='OPENFILE "data.txt" FOR WRITE\nWRITEFILE "data.txt", 5\nCLOSEFILE "data.txt"',
    ),
    CodeEntry(
        "PS143",
        "strings counted from 0",
        Severity.NOTE,
        "The first character of a string has position 1 in Cambridge pseudocode, but a question "
        "may say otherwise. A comment of this program says that positions start at 0, so MID, "
        "SUBSTRING and s[i] count from 0 everywhere.",
        wrong='// strings are zero-based\nOUTPUT SUBSTRING("abc", 0, 1)\n',
        right='OUTPUT SUBSTRING("abc", 1, 1)\n',
    ),
    CodeEntry(
        "PS144",
        "== where = is meant",
        Severity.WARNING,
        "Two signs compare, one stores. As a statement, x == 5 would compare and do nothing with "
        "the answer, so it is read as x = 5.",
        wrong="x == 5\nprint(x)\n",
        right="x = 5\nprint(x)\n",
        dialect="ocr",
    ),
    CodeEntry(
        "PS145",
        "a library that is not known",
        Severity.ERROR,
        "A program may use the functions of the libraries that its language comes with. This one "
        "is not among them; its name may be misspelt.",
        wrong="programa\n{\n    inclua biblioteca Matematicas --> m\n    funcao inicio()\n    {\n"
        "        escreva(1)\n    }\n}\n",
        right="programa\n{\n    inclua biblioteca Matematica --> m\n    funcao inicio()\n    {\n"
        "        escreva(1)\n    }\n}\n",
        dialect="portugol",
    ),
)
