package io.backstay.act.connection.form;

/// Looks at what was typed into one field.
@FunctionalInterface
interface Check {
    /// Takes everything, such as the name of a credential.
    Check NONE = _ -> {};

    /// Takes it, or says what is wrong.
    ///
    /// @throws IllegalArgumentException in one sentence when it cannot be meant
    void look(String typed);
}
