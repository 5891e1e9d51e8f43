package io.backstay.connect.http;

import io.backstay.connect.Disbelief;
import io.backstay.connect.http.way.ForbiddenAddress;
import java.io.IOException;
import javax.net.ssl.SSLException;

/// The connection failed, as opposed to whatever took the bytes that came over it.
final class ConnectionBroke extends IOException {
    private final boolean received;

    /// @param received whether the head of an answer had come already
    ConnectionBroke(IOException cause, boolean received) {
        super(cause.getMessage(), cause);
        this.received = received;
    }

    boolean received() {
        return received;
    }

    /// Whether trying again can help; a certificate that is not trusted stays so, and so does a forbidden address.
    boolean passing() {
        return !(getCause() instanceof ForbiddenAddress)
                && !(getCause() instanceof SSLException tls && Disbelief.of(tls) != null);
    }
}
