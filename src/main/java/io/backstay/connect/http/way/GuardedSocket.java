package io.backstay.connect.http.way;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/// A connection that looks at the address which it is made to. That happens at the last moment, so that neither an
/// address written as a number nor a name whose meaning changes gets around it.
final class GuardedSocket extends Socket {
    private final Reach reach;

    GuardedSocket(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void connect(SocketAddress to, int timeoutMillis) throws IOException {
        boolean allowed = to instanceof InetSocketAddress internet
                && internet.getAddress() != null
                && Addresses.allowed(internet.getAddress(), reach);
        if (!allowed) {
            throw new ForbiddenAddress();
        }
        super.connect(to, timeoutMillis);
    }
}
