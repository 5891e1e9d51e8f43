package io.backstay.act.vault;

import java.util.List;

/// Knows who names a credential.
@FunctionalInterface
public interface Uses {
    /// Who does, such as `connection crm, reader`; empty when nobody does.
    List<String> of(String name);
}
