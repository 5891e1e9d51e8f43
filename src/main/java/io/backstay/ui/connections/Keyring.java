package io.backstay.ui.connections;

import io.backstay.act.connection.form.Fitting;
import io.backstay.base.BackstayException;
import io.backstay.vault.entry.Entry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The vault, as far as connections need it: whether credentials can be borrowed, what it holds by name, and a way to
/// store one that is not there yet.
public interface Keyring {
    /// Whether it is open now.
    boolean isOpen();

    /// What it holds, without anything secret; may block.
    ///
    /// @throws BackstayException when it is locked
    List<Entry> entries() throws BackstayException;

    /// Why none can be stored now; null when one can.
    @Nullable
    String refusal();

    /// Goes where credentials are stored, and comes back.
    ///
    /// @param known  open fields that were said already, by name
    /// @param onBack gets its name, or null when none was stored
    void store(Fitting fitting, Map<String, String> known, Consumer<@Nullable String> onBack);
}
