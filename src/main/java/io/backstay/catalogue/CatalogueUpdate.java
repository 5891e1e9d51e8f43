package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.StateFile;
import io.backstay.codec.Json;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Heard;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The changes of one transaction on the catalogue, in any order.
public final class CatalogueUpdate implements AutoCloseable {
    private static final String UNREAD = Circumstance.Kind.POINTS_UNREAD.name();

    private final StateFile file;
    private final Connection connection;
    private final PointInserts points;
    private final PastPoints past;
    private final Set<AssetId> cleared = new HashSet<>();
    private final Set<AssetId> named = new HashSet<>();

    CatalogueUpdate(StateFile file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.points = new PointInserts(file, connection);
        this.past = new PastPoints(file, connection);
    }

    /// Puts the asset in place of what was known of it, and forgets the points that were known before this update.
    public void asset(Asset asset) throws BackstayException {
        attempt(() -> {
            clear(asset.id());
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO asset (id, observed_at, document) VALUES (?, ?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET observed_at = excluded.observed_at,"
                            + " document = excluded.document")) {
                insert.setString(1, asset.id().value());
                insert.setLong(2, Rows.micros(asset.observation().observedAt()));
                insert.setString(3, Json.compact(asset));
                insert.executeUpdate();
            }
        });
    }

    /// Adds a point of an asset whose other points from before this update are forgotten.
    public void point(RecoveryPoint point) throws BackstayException {
        attempt(() -> {
            clear(point.asset());
            points.add(point);
        });
    }

    /// Adds a restore test, or puts it in place of the same one.
    public void restoreTest(RestoreTest test) throws BackstayException {
        attempt(() -> {
            named.add(test.asset());
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR REPLACE INTO restore_test (asset, at, kind, scenario, document)"
                            + " VALUES (?, ?, ?, ?, ?)")) {
                insert.setString(1, test.asset().value());
                insert.setLong(2, Rows.micros(test.at()));
                insert.setString(3, test.kind());
                String scenario = test.scenario();
                insert.setString(4, scenario == null ? "" : scenario);
                insert.setString(5, Json.compact(test));
                insert.executeUpdate();
            }
        });
    }

    /// Notes that a part of a source was listed completely, all of it in this transaction.
    ///
    /// @param source as facts name it
    /// @param part   such as a region
    public void listed(String source, String part, Instant at) throws BackstayException {
        attempt(() -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR REPLACE INTO part_listed (source, part, at) VALUES (?, ?, ?)")) {
                insert.setString(1, source);
                insert.setString(2, part);
                insert.setLong(3, Rows.micros(at));
                insert.executeUpdate();
            }
        });
    }

    /// Puts what a part of a source says now in place of all that it said before.
    ///
    /// @param source as facts name it
    public void circumstances(String source, String part, List<Circumstance> all) throws BackstayException {
        attempt(() -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM circumstance WHERE source = ? AND part = ?")) {
                delete.setString(1, source);
                delete.setString(2, part);
                delete.executeUpdate();
            }
        });
        for (Circumstance each : all) {
            circumstance(part, each);
        }
    }

    /// Adds what a part of a source says of one subject, or puts it in place of what it said of it before.
    public void circumstance(String part, Circumstance circumstance) throws BackstayException {
        attempt(() -> Circumstances.put(connection, part, circumstance));
    }

    /// Notes what an act on a source came to, in place of what the last one did.
    ///
    /// @param act such as `test`
    public void outcome(String source, String act, Outcome outcome) throws BackstayException {
        attempt(() -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR REPLACE INTO outcome (source, act, at, document) VALUES (?, ?, ?, ?)")) {
                insert.setString(1, source);
                insert.setString(2, act);
                insert.setLong(3, Rows.micros(outcome.at()));
                insert.setString(4, outcome.document());
                insert.executeUpdate();
            }
        });
    }

    /// Notes how the newest listing of a source went.
    ///
    /// @param source as facts name it
    public void heard(String source, Heard listing) throws BackstayException {
        attempt(() -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR REPLACE INTO source_heard (source, at, since) VALUES (?, ?, ?)")) {
                insert.setString(1, source);
                insert.setLong(2, Rows.micros(listing.at()));
                insert.setLong(3, Rows.micros(listing.since()));
                insert.executeUpdate();
            }
        });
    }

    /// Forgets when the parts of a source were listed and what was said of them, because it may be another one under
    /// that name. Its assets stay, and so does what was not heard of them: nothing holds for having been forgotten.
    public void unlisted(String source) throws BackstayException {
        attempt(() -> {
            for (String rows : List.of("part_listed", "outcome", "circumstance")) {
                try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + rows + " WHERE source = ?"
                        + (rows.equals("circumstance") ? " AND kind <> '" + UNREAD + "'" : ""))) {
                    delete.setString(1, source);
                    delete.executeUpdate();
                }
            }
        });
    }

    /// Notes that what is known of a part of a source may be less than it holds.
    public void unlisted(String source, String part) throws BackstayException {
        attempt(() -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM part_listed WHERE source = ? AND part = ?")) {
                delete.setString(1, source);
                delete.setString(2, part);
                delete.executeUpdate();
            }
        });
    }

    /// Forgets what a part of a source said of an asset that is another source's to tell of. The asset stays, with its
    /// time, until that one does.
    public void disowned(String source, String part, AssetId asset) throws BackstayException {
        unlisted(source, part);
        circumstances(source, part, List.of());
        attempt(() -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM circumstance WHERE source = ? AND asset = ?")) {
                delete.setString(1, source);
                delete.setString(2, asset.value());
                delete.executeUpdate();
            }
        });
    }

    /// Forgets the asset, its points and its restore tests.
    public void remove(AssetId asset) throws BackstayException {
        attempt(() -> {
            clear(asset);
            delete("asset WHERE id = ?", asset);
            delete("restore_test WHERE asset = ?", asset);
            delete("point_past WHERE asset = ?", asset);
            delete("circumstance WHERE asset = ?", asset);
        });
    }

    /// Completes the counts, and refuses points and tests of assets that nobody described.
    void finish() throws BackstayException {
        attempt(() -> {
            points.finish();
            past.finish();
            named.addAll(cleared);
            for (AssetId asset : named) {
                refuseUnknown(asset);
            }
        });
    }

    @Override
    public void close() throws BackstayException {
        attempt(points::close);
    }

    private void clear(AssetId asset) throws SQLException {
        if (cleared.add(asset)) {
            past.setAside(asset);
            delete("point WHERE asset = ?", asset);
            delete("point_count WHERE asset = ?", asset);
            delete("point_series WHERE asset = ?", asset);
        }
    }

    private void delete(String what, AssetId asset) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + what)) {
            delete.setString(1, asset.value());
            delete.executeUpdate();
        }
    }

    private void refuseUnknown(AssetId asset) throws SQLException, BackstayException {
        boolean described = exists("asset WHERE id = ?", asset);
        if (!described && (exists("point WHERE asset = ?", asset) || exists("restore_test WHERE asset = ?", asset))) {
            throw new BackstayException(new Failure.BadInput(
                    "The asset '" + asset + "' has recovery points or restore tests but is not described.",
                    "Add it to the list of assets."));
        }
    }

    private boolean exists(String where, AssetId asset) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM " + where + " LIMIT 1")) {
            query.setString(1, asset.value());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void attempt(Step step) throws BackstayException {
        try {
            step.run();
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException, BackstayException;
    }
}
