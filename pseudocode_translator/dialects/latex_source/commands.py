"""The commands of the four syntaxes, by what they do."""

from __future__ import annotations

ENDS = {
    "endif": "\\endif",
    "endfor": "\\endfor",
    "endforall": "\\endfor",
    "endforeach": "\\endfor",
    "endwhile": "\\endwhile",
    "endloop": "\\endwhile",
    "endfunction": "\\endfunction",
    "endprocedure": "\\endfunction",
}
ELSES = frozenset("else elseif elsif uelse uelseif lelse lelseif elif".split())
HEADS = {
    "if": "\\if",
    "uif": "\\if",
    "lif": "\\if",
    "elseif": "\\elsif",
    "elsif": "\\elsif",
    "elif": "\\elsif",
    "uelseif": "\\elsif",
    "lelseif": "\\elsif",
    "while": "\\while",
    "lwhile": "\\while",
}
LOOPS = frozenset("for forall foreach lfor lforeach lforall".split())
INPUTS = frozenset("require input kwin kwdata".split())
OUTPUTS = frozenset("ensure output kwout kwresult".split())
COMMENTS = frozenset("comment tcp tcc tcpy linecomment commenty triangleright".split())
IGNORED = frozenset(
    """
    begin end statex indent endindent hspace vspace setalgolined restylealgo dontprintsemicolon
    linesnumbered algorithmicindent setstretch small vline setalgonoline bigskip medskip
    smallskip setlength newline incmargin decmargin setkwprog
    """.split()
)
OTHERS = frozenset(
    """
    state statex item li zi > do then kwret print error break continue if uif lif elseif
    elsif elif uelseif lelseif while lwhile else uelse lelse elsenoif eif leif repeat
    lrepeat dowhile until loop function procedure fn block procname end
    """.split()
)
"""All else that begins something new."""
