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
    private static final Map<String, Kept> KEPT = new ConcurrentHashMap<>();

    private final String ticket;

    /// @param ticket from [#ticket()], handed over by the driver
    public KeptSocket(String ticket) {
        this.ticket = ticket;
    }

    /// A new ticket for one connection.
    static String ticket() {
        return UUID.randomUUID().toString();
    }

    /// What was made for a ticket.
    ///
    /// @param wire   the socket itself; closing it ends whatever waits on either
    /// @param spoken what is read and written: that of TLS, or the wire itself
    record Kept(Socket wire, Socket spoken) {}

    /// The sockets of a ticket, which is then void.
    static Kept take(String ticket) {
        Kept kept = KEPT.remove(ticket);
        if (kept == null) {
            throw new IllegalStateException("no socket was made for this ticket");
        }
        return kept;
    }

    /// From now on the ticket's session is spoken in TLS.
    static void speak(String ticket, Socket spoken) {
        KEPT.computeIfPresent(ticket, (_, kept) -> new Kept(kept.wire(), spoken));
    }

    /// Forgets a ticket whose connection failed.
    static void forget(String ticket) {
        KEPT.remove(ticket);
    }

    @Override
    public Socket createSocket() {
        var socket = new Socket();
        KEPT.put(ticket, new Kept(socket, socket));
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
