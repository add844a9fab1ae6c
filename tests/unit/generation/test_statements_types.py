"""Records, enumerations and classes."""

from __future__ import annotations

from tests.unit.generation.program_tools import python, run


def test_a_record_is_a_dataclass_with_first_values() -> None:
    code = python(
        """
        TYPE Student
            DECLARE Name : STRING // in full
            DECLARE Marks : ARRAY[1:3] OF INTEGER
        ENDTYPE
        DECLARE s : Student
        OUTPUT s.Name
        """
    )
    assert "@dataclass\nclass Student:\n" in code
    assert '    Name: str = ""  # in full\n' in code
    assert "field(default_factory=lambda: [0] * 4)  # index 1 to 3" in code


def test_records_in_records_are_not_shared() -> None:
    source = """
        TYPE Address
            DECLARE Town : STRING
        ENDTYPE
        TYPE Person
            DECLARE Home : Address
        ENDTYPE
        DECLARE a, b : Person
        a.Home.Town <- "York"
        b <- a
        b.Home.Town <- "Bath"
        OUTPUT a.Home.Town, b.Home.Town
        """
    assert run(source) == "YorkBath\n"


def test_an_enumeration_prints_its_names_and_moves_on() -> None:
    source = """
        TYPE Season = (Spring, Summer, Autumn)
        DECLARE s : Season
        s <- Spring
        OUTPUT s
        s <- s + 1
        OUTPUT s
        IF s > Spring THEN
            OUTPUT "later"
        ENDIF
        """
    assert run(source) == "Spring\nSummer\nlater\n"


def test_a_member_that_python_wants_spelled_otherwise_prints_as_written() -> None:
    source = "TYPE Choice = (None, Some)\nDECLARE c : Choice\nc <- None\nOUTPUT c\n"
    assert run(source) == "None\n"


def test_attributes_are_used_by_their_bare_names_in_methods() -> None:
    source = """
        CLASS Counter
            PRIVATE Value : INTEGER
            PUBLIC PROCEDURE NEW(Start : INTEGER)
                Value <- Start
            ENDPROCEDURE
            PUBLIC PROCEDURE Add(n : INTEGER)
                Value <- Value + n
            ENDPROCEDURE
            PUBLIC FUNCTION GetValue() RETURNS INTEGER
                RETURN Value
            ENDFUNCTION
        ENDCLASS
        DECLARE c, d : Counter
        c <- NEW Counter(3)
        d <- c
        d.Add(4)
        OUTPUT c.GetValue()
        """
    code = python(source)
    assert "        self._Value = Start\n" in code
    assert run(source) == "7\n"


def test_a_subclass_calls_its_parent() -> None:
    source = """
        CLASS Pet
            PRIVATE Name : STRING
            PUBLIC PROCEDURE NEW(n : STRING)
                Name <- n
            ENDPROCEDURE
            PUBLIC PROCEDURE Describe()
                OUTPUT "I am ", Name
            ENDPROCEDURE
        ENDCLASS
        CLASS Dog INHERITS Pet
            PRIVATE Breed : STRING
            PUBLIC PROCEDURE NEW(n : STRING, b : STRING)
                SUPER.NEW(n)
                Breed <- b
            ENDPROCEDURE
            PUBLIC PROCEDURE Describe()
                SUPER.Describe()
                OUTPUT "a ", Breed
            ENDPROCEDURE
        ENDCLASS
        DECLARE d : Dog
        d <- NEW Dog("Rex", "poodle")
        d.Describe()
        """
    assert run(source) == "I am Rex\na poodle\n"


def test_every_object_has_arrays_of_its_own() -> None:
    source = """
        CLASS Stack
            PRIVATE Items : ARRAY[1:3] OF INTEGER
            PRIVATE Top : INTEGER
            PUBLIC PROCEDURE Push(n : INTEGER)
                Top <- Top + 1
                Items[Top] <- n
            ENDPROCEDURE
            PUBLIC FUNCTION Pop() RETURNS INTEGER
                Top <- Top - 1
                RETURN Items[Top + 1]
            ENDFUNCTION
        ENDCLASS
        DECLARE a, b : Stack
        a <- NEW Stack()
        b <- NEW Stack()
        a.Push(1)
        b.Push(2)
        OUTPUT a.Pop(), b.Pop()
        """
    assert run(source) == "12\n"


def test_a_subclass_without_new_still_makes_its_own_arrays() -> None:
    source = """
        CLASS Base
            PUBLIC Name : STRING
            PUBLIC PROCEDURE NEW(n : STRING)
                Name <- n
            ENDPROCEDURE
        ENDCLASS
        CLASS Shelf INHERITS Base
            PUBLIC Books : ARRAY[1:2] OF STRING
        ENDCLASS
        DECLARE a, b : Shelf
        a <- NEW Shelf("a")
        b <- NEW Shelf("b")
        a.Books[1] <- "x"
        OUTPUT a.Name, a.Books[1], b.Name, b.Books[1]
        """
    assert run(source) == "axb\n"


def test_methods_may_call_each_other() -> None:
    source = """
        CLASS Maths
            PUBLIC FUNCTION Double(n : INTEGER) RETURNS INTEGER
                RETURN n * 2
            ENDFUNCTION
            PUBLIC FUNCTION Four(n : INTEGER) RETURNS INTEGER
                RETURN Double(Double(n))
            ENDFUNCTION
        ENDCLASS
        DECLARE m : Maths
        m <- NEW Maths()
        OUTPUT m.Four(3)
        """
    assert run(source) == "12\n"


def test_linked_nodes() -> None:
    source = """
        TYPE Node
            DECLARE Data : INTEGER
            DECLARE Next : INTEGER
        ENDTYPE
        DECLARE List : ARRAY[1:3] OF Node
        DECLARE p : INTEGER
        List[1].Data <- 5
        List[1].Next <- 3
        List[3].Data <- 7
        List[3].Next <- 0
        p <- 1
        WHILE p <> 0 DO
            OUTPUT List[p].Data
            p <- List[p].Next
        ENDWHILE
        """
    assert run(source) == "5\n7\n"
