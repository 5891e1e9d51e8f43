package io.backstay.vault.format;

import java.util.Optional;

/// By what a slot opens. Type 3, a keyring of the system, is reserved.
public enum SlotType {
    PASSPHRASE(1),
    RECOVERY_CODE(2);

    private final int code;

    SlotType(int code) {
        this.code = code;
    }

    /// The byte that stands for it.
    public int code() {
        return code;
    }

    static Optional<SlotType> ofCode(int code) {
        for (SlotType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
