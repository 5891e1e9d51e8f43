package io.backstay.connect.postgres.backup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/// The socket that the driver connects and authenticates, kept so that we can speak on it what the driver cannot.
///
/// The driver makes an object of this class by its name, which is why it is public and why the sockets of this virtual
/// machine are found by a ticket.
public final class KeptSocket extends SocketFactory {
    private static final Map<String, Socket> KEPT = new ConcurrentHashMap<>();

    private final String ticket;

    /// @param ticket from [#ticket()], handed over by the driver
    public KeptSocket(String ticket) {
        this.ticket = ticket;
    }

    /// A new ticket for one connection.
    static String ticket() {
        return UUID.randomUUID().toString();
    }

    /// The socket of a ticket, which is then void.
    static Socket take(String ticket) {
        Socket socket = KEPT.remove(ticket);
        if (socket == null) {
            throw new IllegalStateException("no socket was made for this ticket");
        }
        return socket;
    }

    /// Forgets a ticket whose connection failed.
    static void forget(String ticket) {
        KEPT.remove(ticket);
    }

    @Override
    public Socket createSocket() {
        var socket = new Socket();
        KEPT.put(ticket, socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw unconnectedOnly();
    }

    private static IOException unconnectedOnly() {
        return new IOException("only unconnected sockets are kept");
    }
}
