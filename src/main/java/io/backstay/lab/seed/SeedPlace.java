package io.backstay.lab.seed;

import io.backstay.base.BackstayException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;

/// One client in the seeded data: whose it is, what hangs on it and which ids that has.
///
/// @param firm  the firm's position, from 0
/// @param n     the client's position in its firm, from 0
/// @param first the first id of each kind that belongs to this client
record SeedPlace(long seed, PracticeSize size, int firm, int n, SeedShape shape, SeedShape.Ids first) {
    /// The day on which the seeded story stands still; nothing in it is later.
    static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

    static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");
    static final long FIRM_ID_FIRST = 1001;
    static final int USERS_PER_FIRM = 8;
    static final int TEAMS_PER_FIRM = 3;

    private static final int SHAPE = 1;

    /// Visits every client of every firm, always in the same order.
    static void walk(long seed, PracticeSize size, Visitor visitor)
            throws SQLException, BackstayException, InterruptedException {
        var first = SeedShape.Ids.FIRST;
        for (int firm = 0; firm < size.firms(); firm++) {
            for (int n = 0; n < size.clientsPerFirm(); n++) {
                SeedShape shape = SeedShape.draw(SeedRandom.at(seed, SHAPE, firm, n));
                visitor.visit(new SeedPlace(seed, size, firm, n, shape, first));
                first = first.after(shape);
            }
        }
    }

    long firmId() {
        return FIRM_ID_FIRST + firm;
    }

    long clientId() {
        return first.client();
    }

    /// A user of this firm.
    long user(SplittableRandom random) {
        return firm * (long) USERS_PER_FIRM + 1 + random.nextInt(USERS_PER_FIRM);
    }

    /// The generator for this client's rows in one table.
    SplittableRandom random(int table) {
        return SeedRandom.at(seed, table, firm, n);
    }

    static Instant ago(SplittableRandom random, int daysMax) {
        return NOW.minus(Duration.ofSeconds(1 + random.nextLong(daysMax * 86_400L)));
    }

    static LocalDate daysAgo(SplittableRandom random, int daysMax) {
        return TODAY.minusDays(1L + random.nextInt(daysMax));
    }

    /// Is shown each client in turn.
    interface Visitor {
        void visit(SeedPlace place) throws SQLException, BackstayException, InterruptedException;
    }
}
