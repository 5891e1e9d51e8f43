package io.backstay.ui.kit.guard;

import io.backstay.act.vault.Vaults.Pending;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;

/// A made-up vault that is not written before its code was typed again.
final class FakePending implements Pending {
    private final Secret code = Secrets.of(FakeVaults.CODE);
    private final Runnable onWritten;
    private final Runnable onDied;

    FakePending(Runnable onWritten, Runnable onDied) {
        this.onWritten = onWritten;
        this.onDied = onDied;
    }

    @Override
    public Secret recoveryCode() {
        return code;
    }

    @Override
    public String derivation() {
        return "Argon2id, 256 MiB, 3 passes: about 0.8 s here";
    }

    @Override
    public void confirm(Secret retyped) throws BackstayException {
        if (!retyped.lendChars(String::new).replace(" ", "").equalsIgnoreCase(FakeVaults.CODE)) {
            throw new BackstayException(
                    new Failure.BadInput("That is not the code that was shown.", "Look at what you wrote down."));
        }
        onWritten.run();
    }

    @Override
    public void close() {
        if (isOpen(code)) {
            code.close();
            onDied.run();
        }
    }

    private static boolean isOpen(Secret secret) {
        try {
            return secret.lendBytes(bytes -> bytes.length > 0);
        } catch (IllegalStateException erased) {
            return false;
        }
    }
}
