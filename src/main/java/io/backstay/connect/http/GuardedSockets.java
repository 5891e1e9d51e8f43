package io.backstay.connect.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Makes connections that look at the address which they are made to. That happens at the last moment and for each
/// connection, so that neither an address written as a number nor a name whose meaning changes gets around it.
final class GuardedSockets extends SocketFactory {
    private final Reach reach;

    GuardedSockets(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
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
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("OkHttp connects sockets itself");
    }
}
