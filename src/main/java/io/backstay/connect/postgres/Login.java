package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Where a database answers and who logs in; printing it does not show the password.
public record Login(String host, int port, String database, String user, String password) {
    private static final int CONNECT_LIMIT_SECONDS = 10;
    private static final int PORT_MAX = 65_535;
    private static final String REFUSED_LOGIN = "28";
    private static final String UNREACHABLE = "08";

    public Login {
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("a port is 1 to " + PORT_MAX + ": " + port);
        }
        if (!host.matches("[A-Za-z0-9.:_-]+")) {
            throw new IllegalArgumentException("not a host name: '" + host + "'");
        }
    }

    /// The same server and user, another database.
    public Login to(String otherDatabase) {
        return new Login(host, port, otherDatabase, user, password);
    }

    /// The same server and database, another user.
    public Login as(String otherUser, String otherPassword) {
        return new Login(host, port, database, otherUser, otherPassword);
    }

    /// Opens a session. Off this machine only with TLS and a certificate that names the host.
    ///
    /// @param purpose what the server's own lists show, such as `backstay compare`
    public Connection open(String purpose) throws BackstayException {
        return open(purpose, new Properties());
    }

    /// Opens a session with more of the driver's properties.
    public Connection open(String purpose, Properties more) throws BackstayException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", purpose);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_LIMIT_SECONDS));
        properties.setProperty("loginTimeout", Integer.toString(CONNECT_LIMIT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("sslmode", isLoopback() ? "disable" : "verify-full");
        properties.putAll(more);
        try {
            return DriverManager.getConnection(url(), properties);
        } catch (SQLException e) {
            keepInterrupt(e);
            throw new BackstayException(failure(e), e);
        }
    }

    /// The driver turns an interrupt into one of its own errors; whoever cancelled must not be forgotten over it.
    private static void keepInterrupt(SQLException trouble) {
        for (Throwable cause = trouble.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause instanceof InterruptedIOException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String url() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + address + ":" + port + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    /// Whether the server is on this machine, so that nobody listens on the way.
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    private Failure failure(SQLException trouble) {
        String state = trouble.getSQLState() == null ? "" : trouble.getSQLState();
        String endpoint = host + ":" + port;
        String why = trouble.getMessage() == null ? state : trouble.getMessage().replace('\n', ' ');
        if (state.startsWith(UNREACHABLE)) {
            return new Failure.Unreachable(endpoint, why);
        }
        String advice = state.startsWith(REFUSED_LOGIN)
                ? "Check the user and the password of this connection."
                : "Check the connection's database and the server's log.";
        return new Failure.Refused("PostgreSQL at " + endpoint, why, advice);
    }

    /// Without the password.
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
