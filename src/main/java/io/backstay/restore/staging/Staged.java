package io.backstay.restore.staging;

import io.backstay.connect.postgres.Login;
import java.time.Instant;

/// A database with the data of a moment, which can be read. Nothing but temporary tables of a reading session is ever
/// made in it.
public interface Staged extends AutoCloseable {
    /// Such as `scratch-7f2c`.
    String name();

    /// The login to one of its databases that sees every row.
    Login login(String database);

    /// The last moment of which it is known to hold data.
    Instant reached();

    /// How it came to be and what is known of its data, one sentence without its full stop.
    String said();

    /// Lets it go. Removes it where making it again costs nothing; else it stays for whoever takes the restore up,
    /// until [Staging#over].
    @Override
    void close();
}
