package io.backstay.connect.http.way;

import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/// Makes sockets as OkHttp wants them: it connects them itself.
public final class UnconnectedSockets extends SocketFactory {
    private final Supplier<Socket> made;

    public UnconnectedSockets(Supplier<Socket> made) {
        this.made = made;
    }

    @Override
    public Socket createSocket() {
        return made.get();
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
