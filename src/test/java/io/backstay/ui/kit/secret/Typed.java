package io.backstay.ui.kit.secret;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;

/// What a person typed, without a toolkit.
public final class Typed implements SecretInput {
    private String text;

    private Typed(String text) {
        this.text = text;
    }

    /// These words.
    public static Typed of(String text) {
        return new Typed(text);
    }

    /// What is still there.
    public String text() {
        return text;
    }

    @Override
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public Secret copy() throws BackstayException {
        return Secret.ofChars(text.toCharArray());
    }

    @Override
    public void put(Secret secret) {
        text = secret.lendChars(String::new);
    }

    @Override
    public void clear() {
        text = "";
    }
}
