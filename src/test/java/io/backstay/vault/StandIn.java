package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.fixture.QuickKeys;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Hkdf;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// A derivation that costs nothing, so that vaults can be opened by the thousand: like Argon2id it makes another
/// key for every other input. What the real one made for known inputs can be remembered beside it.
final class StandIn implements Derivation {
    private final Map<String, byte[]> remembered = new HashMap<>();
    private boolean learning;
    private int calls;

    /// One that remembers what Argon2id makes until [#learned].
    static StandIn learning() {
        var made = new StandIn();
        made.learning = true;
        return made;
    }

    void learned() {
        learning = false;
    }

    /// How often a key was asked for.
    int calls() {
        return calls;
    }

    @Override
    public byte[] derive(byte[] phrase, byte[] salt, byte[] associated, Argon2id.Parameters parameters)
            throws BackstayException {
        calls++;
        byte[] all = QuickKeys.inputs(phrase, salt, associated, parameters);
        String key = HexFormat.of().formatHex(all);
        byte[] known = remembered.get(key);
        if (known == null && learning) {
            known = Argon2id.derive(phrase, salt, associated, parameters, KEY_BYTES);
            remembered.put(key, known);
        }
        return known == null ? Hkdf.sha512(all, new byte[0], KEY_BYTES) : known.clone();
    }
}
