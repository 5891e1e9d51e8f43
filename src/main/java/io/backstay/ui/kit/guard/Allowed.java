package io.backstay.ui.kit.guard;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Role;
import io.backstay.ui.kit.Texts;
import org.jspecify.annotations.Nullable;

/// What the person here may do, so that a screen can show the rest disabled, with the reason. The acts themselves
/// check again.
public record Allowed(Role role) {
    /// Why it may not be done, in one sentence; null when it may.
    public @Nullable String refusal(Permission permission) {
        return permission.allows(role)
                ? null
                : "To " + permission.words() + ", the role "
                        + permission.least().word() + " is needed; you are here as " + role.word() + ".";
    }

    /// As the header says it, such as `Responder`.
    public String word() {
        return Texts.sentence(role.word());
    }
}
