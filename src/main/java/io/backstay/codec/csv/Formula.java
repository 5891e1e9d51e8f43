package io.backstay.codec.csv;

/// Keeps a spreadsheet from taking a text for a formula (OWASP, "CSV Injection"), in a way that can be taken
/// back.
///
/// An apostrophe goes before a text that begins with `=`, `+`, `-`, `@`, a tab, a line break or the wide form
/// of one of those signs, and before a text that looks as if that had been done already: `=1` becomes `'=1`,
/// and `'=1` becomes `''=1`. So every text that was guarded is known by its beginning, and [#plain] gives
/// exactly the text that it was.
public final class Formula {
    private static final String BEGINS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Formula() {}

    /// The text as a spreadsheet may have it.
    public static String guarded(String text) {
        return mayCalculate(text) ? "'" + text : text;
    }

    /// The text that [#guarded] was given; one that it never gives stays as it is.
    public static String plain(String guarded) {
        return guarded.startsWith("'") && mayCalculate(guarded) ? guarded.substring(1) : guarded;
    }

    /// Whether it begins like a formula, with any number of apostrophes before that.
    public static boolean mayCalculate(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at < text.length() && BEGINS.indexOf(text.charAt(at)) >= 0;
    }
}
