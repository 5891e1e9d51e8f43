package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Writes to the rows of every firm but one, a transaction after the other, and never waits longer for a lock than
/// an
/// import may hold one.
final class OtherWriter implements Runnable {
    private static final long WAIT_SECONDS = 60;

    private final Login login;
    private final TenantId notThis;
    private final Semaphore written = new Semaphore(0);
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    OtherWriter(Login login, TenantId notThis) {
        this.login = login;
        this.notThis = notThis;
    }

    @Override
    public void run() {
        try (Connection session = login.open("another firm");
                Statement statement = session.createStatement()) {
            statement.execute("set lock_timeout = '5s'");
            // The product's own trigger would count up a sequence that another test looks at.
            statement.execute("set session_replication_role = replica");
            while (!over) {
                statement.executeUpdate(
                        "update practice.clients set phone = coalesce(phone, '') || '' where id = (select"
                                + " id"
                                + " from practice.clients where firm_id::text <> '" + notThis
                                + "' order by random() limit 1)");
                written.release();
            }
        } catch (SQLException | BackstayException e) {
            troubles.add(String.valueOf(e.getMessage()));
        }
    }

    /// Waits until so many more transactions are through.
    void awaitMore(int transactions) {
        written.drainPermits();
        try {
            if (!written.tryAcquire(transactions, WAIT_SECONDS, TimeUnit.SECONDS)) {
                troubles.add("they were held up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        over = true;
    }

    List<String> troubles() {
        return troubles;
    }
}
