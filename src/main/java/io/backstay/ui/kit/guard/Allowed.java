package io.backstay.ui.kit.guard;

import io.backstay.act.role.Role;
import io.backstay.ui.kit.Texts;
import org.jspecify.annotations.Nullable;

/// What the person here may do, so that a screen can show the rest disabled, with the reason. The acts themselves
/// check again.
public record Allowed(Role role) {
    /// What screens ask about.
    public enum Act {
        CHANGE_VAULT(Role.ADMINISTRATOR, "Changing the vault"),
        COPY_SECRET(Role.ADMINISTRATOR, "Copying a secret"),
        TRY_CREDENTIAL(Role.RESPONDER, "Testing a credential"),
        EXPORT_RECORD(Role.RESPONDER, "Handing on entries of the record");

        private final Role least;
        private final String words;

        Act(Role least, String words) {
            this.least = least;
            this.words = words;
        }
    }

    /// Why it may not be done, in one sentence; null when it may.
    public @Nullable String refusal(Act act) {
        return role.covers(act.least)
                ? null
                : act.words + " needs the role " + act.least.word() + "; you are here as " + role.word() + ".";
    }

    /// As the header says it, such as `Responder`.
    public String word() {
        return Texts.sentence(role.word());
    }
}
