package io.backstay.app.protect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/// A harmless object, written and read back, to see whether this JVM reads serialized objects at all.
final class SerializedTrial {
    private SerializedTrial() {}

    /// Whether the filter of this process refused it.
    static boolean isRefused() {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(harmless()))) {
            return !Duration.ZERO.equals(in.readObject());
        } catch (InvalidClassException _) {
            return true;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class of the JDK is missing", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] harmless() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(Duration.ZERO);
        }
        return bytes.toByteArray();
    }
}
