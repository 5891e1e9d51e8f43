package io.backstay.connect.postgres.tenant.preflight;

import io.backstay.codec.Words;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import java.util.List;

/// One way in which live is not as the last good moment was.
///
/// @param subject  what differs, such as `crm.deals.stage`
/// @param sentence for a person to read
/// @param choices  what can be done about it; none where it is only worth knowing
public record SchemaDifference(Kind kind, String subject, String sentence, List<Choice> choices) {
    public SchemaDifference {
        choices = List.copyOf(choices);
    }

    /// What differs.
    public enum Kind {
        TABLE_ADDED,
        TABLE_DROPPED,
        COLUMN_ADDED,
        COLUMN_DROPPED,
        COLUMN_RENAMED,
        COLUMN_RETYPED,
        KEYS_CHANGED,
        RULES_CHANGED,
        EXTENSION_MISSING,
        COLLATION_CHANGED,
        SERVER_VERSION,
        ROLE_MISSING
    }

    /// The name under which a choice is made, such as `column-added crm.deals.stage`.
    public String id() {
        return Words.of(kind) + " " + subject;
    }

    /// Whether a person must decide before anything goes on.
    public boolean open() {
        return !choices.isEmpty();
    }

    /// Whether nothing is left to decide: it is only worth knowing, or its answer is one that it may have and lets
    /// the restore go on.
    public boolean answeredBy(SchemaChoices made) {
        Choice answer = made.answers().get(id());
        return !open() || (answer != null && answer != Choice.STOP && choices.contains(answer));
    }
}
