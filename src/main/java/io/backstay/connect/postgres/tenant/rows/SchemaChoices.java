package io.backstay.connect.postgres.tenant.rows;

import java.util.SortedMap;
import java.util.TreeMap;

/// What a person decided where the schema of live is not that of the last good moment; part of the plan.
///
/// @param answers by the id of the difference, such as `column-added crm.deals.stage`
public record SchemaChoices(SortedMap<String, Choice> answers) {
    /// Nothing was decided.
    public static final SchemaChoices NONE = new SchemaChoices(new TreeMap<>());

    public SchemaChoices {
        answers = new TreeMap<>(answers);
    }

    /// What can be done about a difference.
    public enum Choice {
        /// A column that is new in live gets its default.
        DEFAULT,
        /// What live no longer has is left out.
        LEAVE_OUT,
        /// A column that was renamed gets the values of the old one.
        MAP,
        /// The values are read as the column's type in live; one that does not fit stops the comparison.
        CAST,
        /// The difference is known and does no harm.
        ACCEPT,
        /// No restore.
        STOP
    }

    /// These and one more.
    public SchemaChoices with(String difference, Choice choice) {
        SortedMap<String, Choice> more = new TreeMap<>(answers);
        more.put(difference, choice);
        return new SchemaChoices(more);
    }
}
