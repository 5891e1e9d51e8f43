package io.backstay.ui.shell;

import io.backstay.act.role.Role;
import io.backstay.ui.kit.guard.Allowed;

/// Who sits here, in which role, at which program.
///
/// @param operator a person's name
/// @param version  of this program, such as `0.1.0`
public record Identity(String operator, Role role, String version) {
    /// What that role may do.
    public Allowed allowed() {
        return new Allowed(role);
    }
}
