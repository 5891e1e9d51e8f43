package io.backstay.connect.postgres.backup;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.ssl.WrappedFactory;
import org.postgresql.util.PSQLException;

/// Does for a session over TLS what [KeptSocket] does for one without: what is spoken on is the socket of TLS, which
/// the driver makes and whose certificate it checks as the login says.
///
/// The driver makes an object of this class by its name, which is why it is public.
public final class KeptTls extends WrappedFactory {
    private final String ticket;

    /// @param info what the driver was told, the ticket among it
    public KeptTls(Properties info) throws PSQLException {
        boolean usual = info.getProperty("sslrootcert") == null
                && String.valueOf(info.getProperty("sslmode")).startsWith("verify");
        // As a login without authorities of its own: those that Java trusts.
        factory = usual ? new DefaultJavaSSLFactory(info) : new LibPQFactory(info);
        ticket = String.valueOf(info.getProperty("socketFactoryArg"));
    }

    @Override
    public Socket createSocket(Socket wire, String host, int port, boolean autoClose) throws IOException {
        Socket spoken = super.createSocket(wire, host, port, autoClose);
        KeptSocket.speak(ticket, spoken);
        return spoken;
    }
}
