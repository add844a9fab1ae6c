"""The words of VisuAlg: of its types, of its blocks, and those by which it is known."""

from __future__ import annotations

from collections.abc import Mapping

from pseudocode_translator.frontend.items import Block
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.types import BOOLEAN, INTEGER, REAL, STRING, Type

TYPE_NAMES: Mapping[str, Type] = {
    "inteiro": INTEGER,
    "inteira": INTEGER,
    "real": REAL,
    "numerico": REAL,
    "numérico": REAL,
    "caractere": STRING,
    "caracter": STRING,
    "caracteres": STRING,
    "literal": STRING,
    "cadeia": STRING,
    "logico": BOOLEAN,
    "lógico": BOOLEAN,
    "logica": BOOLEAN,
    "lógica": BOOLEAN,
}

_FUNCTION = frozenset({Block.FUNCTION})
_PROCEDURE = frozenset({Block.PROCEDURE})
_RECORD = frozenset({Block.RECORD})
CLOSERS: Mapping[str, frozenset[Block]] = {
    "fimse": frozenset({Block.IF}),
    "fimescolha": frozenset({Block.CASE}),
    "fimpara": frozenset({Block.FOR}),
    "fimenquanto": frozenset({Block.WHILE}),
    "fimrepita": frozenset({Block.REPEAT}),
    "fimprocedimento": _PROCEDURE,
    "fimproc": _PROCEDURE,
    "fimfuncao": _FUNCTION,
    "fimfunção": _FUNCTION,
    "fimfunçao": _FUNCTION,
    "fimfuncão": _FUNCTION,
    "fimregistro": _RECORD,
    "fimtipo": _RECORD,
}

WORDS: Mapping[str, str] = {
    "IF": "se",
    "THEN": "entao",
    "ELSE": "senao",
    "ELSEIF": "senao se",
    "ELSE IF": "senao se",
    "ENDIF": "fimse",
    "CASE": "escolha",
    "CASE OF": "escolha",
    "OTHERWISE": "outrocaso",
    "ENDCASE": "fimescolha",
    "FOR": "para",
    "TO": "ate",
    "TO OR UNTIL": "ate",
    "STEP": "passo",
    "NEXT": "fimpara",
    "WHILE": "enquanto",
    "DO": "faca",
    "ENDWHILE": "fimenquanto",
    "REPEAT": "repita",
    "UNTIL": "ate",
    "PROCEDURE": "procedimento",
    "ENDPROCEDURE": "fimprocedimento",
    "FUNCTION": "funcao",
    "ENDFUNCTION": "fimfuncao",
    "TYPE": "registro",
    "ENDTYPE": "fimregistro",
    "CALL": "a chamada",
    "INPUT": "leia",
    "OUTPUT": "escreva",
    "RETURN": "retorne",
    "AND": "e",
    "OR": "ou",
    "NOT": "nao",
    "OF": "de",
    "FROM": "de",
    "MODE": "var",
    "ARRAY": "vetor",
}

STATEMENT_WORDS = frozenset(
    """
    ALEATORIO ALEATÓRIO ALGORITMO ARQUIVO CASO ENQUANTO ESCOLHA ESCREVA ESCREVAL FIMALGORITMO
    FIMENQUANTO FIMESCOLHA FIMFUNCAO FIMFUNÇÃO FIMPARA FIMPROCEDIMENTO FIMREGISTRO FIMREPITA
    FIMSE FUNCAO FUNÇÃO INICIO INÍCIO INTERROMPA LEIA LIMPATELA OUTROCASO PARA PROCEDIMENTO
    REPITA RETORNE SE SENAO SENÃO
    """.split()
)

MARKS = Marks(
    words={
        "algoritmo": 1,
        "fimalgoritmo": 5,
        "escreval": 5,
        "escreva": 1.5,
        "leia": 1.5,
        "fimse": 3,
        "fimpara": 3,
        "fimenquanto": 3,
        "fimescolha": 3,
        "fimrepita": 3,
        "fimprocedimento": 3,
        "fimfuncao": 3,
        "fimregistro": 3,
        "outrocaso": 3,
        "interrompa": 2,
        "vetor": 1.5,
        "entao": 1,
        "senao": 0.5,
        "faca": 0.5,
        "enquanto": 0.5,
        "repita": 1,
        "caractere": 1.5,
        "inteiro": 1,
        "logico": 0.5,
        "inicio": 0.5,
        "procedimento": 1.5,
        "funcao": 0.5,
        "retorne": 0.5,
        "limpatela": 2,
        "<-": 0.5,
        # Portugol Studio and PSeInt have these.
        "programa": -2,
        "finalgoritmo": -3,
        "escribir": -3,
        "inclua": -3,
    },
    patterns={
        r"^\s*algoritmo\s+\"": 3,
        r"\bvetor\s*\[[^\]\n]{1,40}\]\s*de\b": 3,
        r"\bpara\s+\w+\s+de\s+[^\n]{1,40}\bat[eé]\b": 2,
        r"[{}]\s*$": -1.5,
        r"\bcadeia\s+\w+\s*[=,;\n]": -1,
    },
)
"""In Portugol Studio a block has braces and a type stands before its name."""
