from __future__ import annotations

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.nodes import (
    Call,
    EnumMember,
    Field,
    Index,
    LibraryCall,
    MethodCall,
    Name,
    New,
)
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import Assign, CallStatement
from pseudocode_translator.model.types import DATE, INTEGER, UNKNOWN
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.semantics.walk import every_statement
from tests.unit.semantics.sources import (
    notes_of,
    outputs_of,
    printed_types,
    resolved,
)

PETS = """
    CLASS Pet
        PRIVATE Name : STRING
        PUBLIC Age : INTEGER
        PUBLIC PROCEDURE NEW(GivenName : STRING)
            Name <- GivenName
            age <- 0
        ENDPROCEDURE
        PUBLIC FUNCTION GetName() RETURNS STRING
            RETURN Name
        ENDFUNCTION
    ENDCLASS
    CLASS Cat INHERITS Pet
        PUBLIC PROCEDURE NEW(GivenName : STRING)
            SUPER.NEW(GivenName)
        ENDPROCEDURE
        PUBLIC FUNCTION Speak() RETURNS STRING
            RETURN getname() & " says miaow"
        ENDFUNCTION
    ENDCLASS
    DECLARE Tom : Cat
    Tom <- NEW cat("Tom")
"""


def test_every_spelling_of_a_name_becomes_the_one_of_its_declaration() -> None:
    source = """
        DECLARE Total : INTEGER
        TOTAL <- 1
        OUTPUT total
    """
    program, diagnostics = resolved(source)
    (item,) = outputs_of(source)

    assert isinstance(item, Name)
    assert item.name == "Total"
    assert list(program.scope.variables) == ["Total"]
    assert [d.code for d in diagnostics] == ["PS508"]


def test_parameters_and_local_variables_hide_those_of_the_main_program() -> None:
    source = """
        DECLARE A : INTEGER
        DECLARE B : INTEGER
        DECLARE C : INTEGER
        PROCEDURE Show(A : STRING)
            DECLARE B : REAL
            OUTPUT A, B, C
        ENDPROCEDURE
    """

    assert printed_types(source) == ["STRING", "REAL", "INTEGER"]
    scope = resolved(source)[0].subroutines["Show"].scope
    assert {n: v.role for n, v in scope.variables.items()} == {
        "A": Role.PARAMETER,
        "B": Role.VARIABLE,
    }


def test_an_undeclared_name_in_a_subroutine_is_the_one_that_the_main_program_uses() -> None:
    source = """
        PROCEDURE Add()
            Total <- Total + 1
            Local <- 2
        ENDPROCEDURE
        total <- 0
        CALL Add()
        OUTPUT Total
    """
    program, _ = resolved(source)

    assert list(program.scope.variables) == ["total"]
    assert list(program.subroutines["Add"].scope.variables) == ["Local"]


def test_a_name_that_one_subroutine_sets_and_another_only_uses_is_shared() -> None:
    source = """
        PROCEDURE First()
            Score <- 1
            Own <- 1
        ENDPROCEDURE
        PROCEDURE Second()
            OUTPUT Score
            Own <- 2
        ENDPROCEDURE
        CALL First()
        CALL Second()
    """
    program, diagnostics = resolved(source)

    assert list(program.scope.variables) == ["Score"]
    assert str(program.scope.variables["Score"].type) == "INTEGER"
    assert list(program.subroutines["Second"].scope.variables) == ["Own"]
    assert "PS509" in [d.code for d in diagnostics]


def test_a_subroutine_counts_with_a_variable_of_its_own() -> None:
    source = """
        PROCEDURE Row()
            FOR i <- 1 TO 3
                OUTPUT i
            NEXT i
        ENDPROCEDURE
        FOR i <- 1 TO 2
            CALL Row()
        NEXT i
    """
    program, diagnostics = resolved(source)

    assert "i" in program.subroutines["Row"].scope.variables
    assert "i" in program.scope.variables
    assert [d.code for d in diagnostics].count("PS510") == 1


def test_a_subroutine_counts_with_a_declared_variable_of_the_main_program() -> None:
    source = """
        DECLARE i : INTEGER
        PROCEDURE Row()
            FOR i <- 1 TO 3
                OUTPUT i
            NEXT i
        ENDPROCEDURE
        FOR i <- 1 TO 2
            CALL Row()
        NEXT i
    """
    program, _ = resolved(source)

    assert not program.subroutines["Row"].scope.variables


def test_a_bare_name_of_a_function_is_a_call() -> None:
    source = """
        FUNCTION Dice RETURNS INTEGER
            RETURN 4
        ENDFUNCTION
        OUTPUT dice, TODAY
    """
    dice, today = outputs_of(source)

    assert isinstance(dice, Call)
    assert (dice.function, dice.type) == ("Dice", INTEGER)
    assert isinstance(today, LibraryCall)
    assert today.type == DATE


def test_a_variable_may_have_the_name_of_a_library_function() -> None:
    source = """
        Day <- 3
        OUTPUT Day, DAY(TODAY())
    """
    name, call = outputs_of(source)

    assert isinstance(name, Name)
    assert isinstance(call, LibraryCall)


def test_a_procedure_may_be_called_without_call_and_without_brackets() -> None:
    source = """
        PROCEDURE Hello
            OUTPUT "hello"
        ENDPROCEDURE
        hello
    """
    last = resolved(source)[0].body[-1]

    assert isinstance(last, CallStatement)
    assert isinstance(last.call, Call)
    assert last.call.function == "Hello"


def test_unknown_procedures_stay_calls_for_validation() -> None:
    program, _ = resolved("CALL Missing(1)")
    (statement,) = program.body

    assert isinstance(statement, CallStatement)
    assert isinstance(statement.call, Call)
    assert statement.call.type == UNKNOWN


def test_elements_may_be_written_with_round_brackets() -> None:
    source = """
        DECLARE Marks : ARRAY[1:3] OF INTEGER
        Marks(1) <- 5
        OUTPUT Marks(1)
    """
    (item,) = outputs_of(source)
    targets = [s.target for s in every_statement(resolved(source)[0].body) if isinstance(s, Assign)]

    assert isinstance(item, Index)
    assert isinstance(targets[0], Index)


def test_members_of_enumerations_are_found_in_any_case_and_count_on() -> None:
    source = """
        TYPE Season = (Spring, Summer, Autumn, Winter)
        DECLARE Now : Season
        Now <- SPRING
        OUTPUT summer, Now + 1
    """
    member, next_one = outputs_of(source)

    assert isinstance(member, EnumMember)
    assert member.name == "Summer"
    assert str(next_one.type) == "Season"


def test_fields_get_the_spelling_and_the_type_of_their_record() -> None:
    source = """
        TYPE Student
            DECLARE Name : STRING
            DECLARE Marks : ARRAY[1:3] OF INTEGER
        ENDTYPE
        DECLARE Class : ARRAY[1:30] OF Student
        OUTPUT Class[1].NAME, class[1].marks[2]
    """
    name, mark = outputs_of(source)

    assert isinstance(name, Field)
    assert name.name == "Name"
    assert isinstance(mark, Index)
    assert mark.type == INTEGER


def test_methods_and_attributes_are_inherited() -> None:
    source = PETS + "    OUTPUT Tom.GETNAME(), Tom.Age, Tom.speak()\n"
    name, age, speech = outputs_of(source)

    assert isinstance(name, MethodCall)
    assert (name.method, str(name.type)) == ("GetName", "STRING")
    assert isinstance(age, Field)
    assert age.type == INTEGER
    assert isinstance(speech, MethodCall)
    assert speech.method == "Speak"


def test_new_makes_an_object_of_the_declared_class() -> None:
    program, _ = resolved(PETS)
    made = program.body[-1]

    assert isinstance(made, Assign)
    assert isinstance(made.value, New)
    assert made.value.class_name == "Cat"
    assert str(made.value.type) == "Cat"


def test_attributes_are_no_local_variables_of_their_methods() -> None:
    program, diagnostics = resolved(PETS)

    assert list(program.scope.variables) == ["Tom"]
    assert {d.code for d in diagnostics} <= {"PS508"}


def test_pointers_lead_to_what_they_point_to() -> None:
    source = """
        TYPE TPointer = ^INTEGER
        DECLARE P : TPointer
        DECLARE Number : INTEGER
        P <- ^Number
        P^ <- 3
        OUTPUT P^ + 1
    """

    assert printed_types(source) == ["INTEGER"]


def test_the_deepest_expression_in_the_deepest_block_is_resolved() -> None:
    depth = 88
    opened = ["CASE OF x\n1 :"] * (depth // 2) + ["IF x = 1 THEN"] * (depth // 2)
    closed = ["ENDIF"] * (depth // 2) + ["ENDCASE"] * (depth // 2)
    nested = "ABS(1 + " * 38 + "x" + ")" * 38
    source = "\n".join(["x <- 1", *opened, f"OUTPUT Id({nested})", *closed])
    source += "\nFUNCTION Abs(n : INTEGER) RETURNS INTEGER\n    RETURN n\nENDFUNCTION"
    source += "\nFUNCTION Id(n : INTEGER) RETURNS INTEGER\n    RETURN n\nENDFUNCTION"

    assert printed_types(source) == ["INTEGER"]
    assert not [note for note in notes_of(source) if note.startswith("PS602")]


def test_what_cannot_be_read_stays_in_the_tree() -> None:
    dialect = get_dialect("cambridge")
    program, problems = parse(typed_document("x <- 1 +\nOUTPUT x\n)("), dialect)
    resolved_program, _ = resolve(program, dialect.library)

    assert problems
    assert len(resolved_program.body) == len(program.body)
