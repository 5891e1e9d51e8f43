package io.backstay.connect.postgres.tenant.schema;

import java.util.regex.Pattern;

/// What a column's values look like when they are written down as text.
public enum ColumnKind {
    /// `true` or `false`.
    BOOLEAN,
    /// Digits, perhaps with a sign, a point and an exponent.
    NUMBER,
    /// A date, a time or a UUID, which never begin like a formula.
    FIXED,
    /// Anything else, arrays and domains among it: whatever somebody wrote.
    TEXT;

    private static final String MODIFIERS = "([ (].*)?";
    private static final Pattern NUMBERS =
            Pattern.compile("(smallint|integer|bigint|numeric|real|double precision)" + MODIFIERS);
    private static final Pattern FIXED_FORMS = Pattern.compile("(uuid|date|time|timestamp)" + MODIFIERS);

    /// By the whole name of its type: a type of somebody's own, such as `timesheets.note`, may hold anything.
    public static ColumnKind of(Column column) {
        String type = column.type();
        if (type.endsWith("]")) {
            return TEXT;
        }
        if (type.equals("boolean")) {
            return BOOLEAN;
        }
        if (NUMBERS.matcher(type).matches()) {
            return NUMBER;
        }
        return FIXED_FORMS.matcher(type).matches() ? FIXED : TEXT;
    }
}
