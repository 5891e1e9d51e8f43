package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Disbelief;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/// Where a database answers, who logs in and how the way there is protected; the password is borrowed when a
/// session is opened, and is no part of what is printed or compared.
///
/// @param password two logins are equal only when they borrow from the same source
public record Login(String host, int port, String database, String user, SecretSource password, Tls tls) {
    private static final int CONNECT_LIMIT_SECONDS = 10;
    static final int PORT_MAX = 65_535;
    static final String HOST = "[A-Za-z0-9.:_-]+";
    private static final String REFUSED_LOGIN = "28";
    private static final String UNREACHABLE = "08";
    private static final String PASSWORD = "password";
    private static final String WANTS_SCRAM =
            "The password was not sent. Set password_encryption = 'scram-sha-256' on the"
                    + " server, set this user's password anew, and write scram-sha-256 in its line of pg_hba.conf.";

    public Login {
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("a port is 1 to " + PORT_MAX + ": " + port);
        }
        if (!host.matches(HOST)) {
            throw new IllegalArgumentException("not a host name: '" + host + "'");
        }
        if (tls.mode() == Tls.Mode.DISABLE && !Tls.isLoopback(host)) {
            throw new IllegalArgumentException("off this machine a password goes over TLS only: " + host);
        }
    }

    /// With the usual protection: TLS and a certificate that names the host, but for a server on this machine.
    public Login(String host, int port, String database, String user, SecretSource password) {
        this(host, port, database, user, password, Tls.usual(host));
    }

    /// The same server and user, another database.
    public Login to(String otherDatabase) {
        return new Login(host, port, otherDatabase, user, password, tls);
    }

    /// The same server and database, another user.
    public Login as(String otherUser, SecretSource otherPassword) {
        return new Login(host, port, database, otherUser, otherPassword, tls);
    }

    /// Opens a session; the password is borrowed for the length of this call.
    ///
    /// @param purpose what the server's own lists show, such as `backstay compare`
    /// @throws BackstayException also when the password cannot be had, such as while the vault is locked
    public Connection open(String purpose) throws BackstayException {
        return open(purpose, new Properties());
    }

    /// Opens a session with more of the driver's properties.
    public Connection open(String purpose, Properties more) throws BackstayException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("ApplicationName", purpose);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_LIMIT_SECONDS));
        properties.setProperty("loginTimeout", Integer.toString(CONNECT_LIMIT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("gssEncMode", "disable");
        protect(properties);
        properties.putAll(more);
        try (Secret lent = password.open()) {
            return lent.lendChars(characters -> connected(properties, characters));
        } catch (SQLException e) {
            keepInterrupt(e);
            throw new BackstayException(failure(e), e);
        }
    }

    /// The one place where a password is a string. The driver takes it as one and in no other way, so it is made
    /// here, when everything else is ready, and let go of right after; the copy stays in memory until it is
    /// collected.
    private Connection connected(Properties properties, char[] characters) throws SQLException {
        properties.setProperty(PASSWORD, new String(characters));
        try {
            return DriverManager.getConnection(url(), properties);
        } finally {
            properties.remove(PASSWORD);
        }
    }

    /// What is not sure of the server that answers, absent when nothing is: whether it is the one that is meant,
    /// where it is not on this machine.
    public @Nullable String unsure() {
        return isLoopback() || tls.mode() == Tls.Mode.VERIFY_FULL
                ? null
                : tls.mode() == Tls.Mode.VERIFY_CA
                        ? "a certificate for any other server is taken for it (verify-ca)"
                        : "its certificate is not checked: whoever answers is believed ("
                                + tls.mode().word() + ")";
    }

    private void protect(Properties properties) {
        // A server that asks for the password itself, or for its MD5, gets neither: SCRAM shows that one knows
        // it, and that the server does. One on this machine may ask for nothing, as a scratch server's own user
        // does.
        properties.setProperty("requireAuth", isLoopback() ? "scram-sha-256,none" : "scram-sha-256");
        properties.setProperty("sslmode", tls.mode().word());
        if (tls.ca() != null) {
            properties.setProperty("sslrootcert", tls.ca().toString());
        } else if (tls.mode().checks()) {
            // Without this the driver looks for a file in the user's home and fails where there is none.
            properties.setProperty("sslfactory", DefaultJavaSSLFactory.class.getName());
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
        return Tls.isLoopback(host);
    }

    private Failure failure(SQLException trouble) {
        String state = trouble.getSQLState() == null ? "" : trouble.getSQLState();
        String endpoint = host + ":" + port;
        String why = trouble.getMessage() == null ? state : trouble.getMessage().replace('\n', ' ');
        if (why.contains("requireAuth")) {
            return new Failure.Refused("PostgreSQL at " + endpoint, why, WANTS_SCRAM);
        }
        Disbelief disbelief = Disbelief.of(trouble);
        if (disbelief != null) {
            return disbelief.at(endpoint);
        }
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
