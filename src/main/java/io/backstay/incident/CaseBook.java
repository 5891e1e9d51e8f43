package io.backstay.incident;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All cases with their timelines, in one SQLite file.
///
/// Entries are only ever added. Two programs may have the same book open; one waits for the other. Usable by several
/// threads.
public final class CaseBook implements AutoCloseable {
    /// How many cases [#list] gives at most.
    public static final int CASES_MAX = 1_000;
    /// How many entries one case takes.
    public static final int ENTRIES_MAX = 10_000;

    private static final Pattern ID = Pattern.compile("INC-(\\d{4,9})");

    private final CaseStore store;

    private CaseBook(CaseStore store) {
        this.store = store;
    }

    /// Opens the book, and makes it when the file is not there.
    public static CaseBook open(Path file) throws BackstayException {
        return new CaseBook(CaseStore.open(file));
    }

    /// Opens a case with an empty timeline.
    public CaseFile openCase(String title, Tenant tenant, boolean practice, Instant at) throws BackstayException {
        return store.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into cases (title, tenant_id,"
                    + " tenant_name, practice, state, opened_at) values (?, ?, ?, ?, 'open', ?) returning number")) {
                insert.setString(1, title);
                insert.setString(2, tenant.id().value());
                insert.setString(3, tenant.name());
                insert.setInt(4, practice ? 1 : 0);
                insert.setString(5, at.toString());
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return new CaseFile(id(row.getLong(1)), title, tenant, practice, CaseState.OPEN, at, null, null);
                }
            }
        });
    }

    /// What is kept with the cases besides their timelines.
    public CasePapers papers() {
        return new CasePapers(store);
    }

    /// One case; one that does not exist is a failure.
    public CaseFile find(String caseId) throws BackstayException {
        long number = number(caseId);
        return store.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select number, title, tenant_id, tenant_name,"
                    + " practice, state, opened_at, closed_at, report from cases where number = ?")) {
                select.setLong(1, number);
                try (ResultSet row = select.executeQuery()) {
                    foundOne(row.next() ? 1 : 0, caseId);
                    return caseFile(row);
                }
            }
        });
    }

    /// Adds one line to a case's timeline; a closed case takes lines too, because people remember late.
    public void append(String caseId, CaseEntry entry) throws BackstayException {
        append(caseId, List.of(entry));
    }

    /// Adds several lines, all or none.
    public void append(String caseId, List<CaseEntry> entries) throws BackstayException {
        long number = number(caseId);
        store.write(connection -> {
            long seq = lastEntry(connection, number);
            if (seq + entries.size() > ENTRIES_MAX) {
                throw new BackstayException(new Failure.BadInput(
                        caseId + " would have more than " + ENTRIES_MAX + " entries.",
                        "Open a second case for what follows."));
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into entries select number, ?, ?, ?, ? from cases where number = ?")) {
                for (CaseEntry entry : entries) {
                    insert.setLong(1, ++seq);
                    insert.setString(2, entry.at().toString());
                    insert.setString(3, entry.actor());
                    insert.setString(4, entry.sentence());
                    insert.setLong(5, number);
                    foundOne(insert.executeUpdate(), caseId);
                }
                return entries.size();
            }
        });
    }

    /// Ends a case; ending it again corrects the outcome.
    ///
    /// @param outcome any state but open
    /// @param report  the folder with the report's three forms, null when none was written
    public void closeCase(String caseId, CaseState outcome, @Nullable Path report, Instant at)
            throws BackstayException {
        if (outcome == CaseState.OPEN) {
            throw new IllegalArgumentException("a case is not closed as open");
        }
        long number = number(caseId);
        store.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update cases set state = ?, closed_at = ?, report = ? where number = ?")) {
                update.setString(1, outcome.word());
                update.setString(2, at.toString());
                update.setString(
                        3, report == null ? null : report.toAbsolutePath().toString());
                update.setLong(4, number);
                return foundOne(update.executeUpdate(), caseId);
            }
        });
    }

    /// Opens a case again whose restore was undone: there is work to do. Its report stays where it is, as of its
    /// time.
    public void reopen(String caseId) throws BackstayException {
        long number = number(caseId);
        store.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update cases set state = ?, closed_at = null where number = ?")) {
                update.setString(1, CaseState.OPEN.word());
                update.setLong(2, number);
                return foundOne(update.executeUpdate(), caseId);
            }
        });
    }

    /// The cases, newest first.
    public List<CaseFile> list() throws BackstayException {
        return store.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select number, title, tenant_id, tenant_name,"
                            + " practice, state, opened_at, closed_at, report from cases order by number desc limit "
                            + CASES_MAX);
                    ResultSet rows = select.executeQuery()) {
                List<CaseFile> cases = new ArrayList<>();
                while (rows.next()) {
                    cases.add(caseFile(rows));
                }
                return cases;
            }
        });
    }

    /// The entries of one case in the order in which they were written; a case that does not exist is a failure.
    public List<CaseEntry> timeline(String caseId) throws BackstayException {
        long number = number(caseId);
        return store.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select e.at, e.actor, e.sentence from cases c"
                    + " left join entries e on e.case_number = c.number where c.number = ? order by e.seq")) {
                select.setLong(1, number);
                List<CaseEntry> entries = new ArrayList<>();
                int found = 0;
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found = 1;
                        String at = rows.getString(1);
                        if (at != null) {
                            entries.add(new CaseEntry(Instant.parse(at), rows.getString(2), rows.getString(3)));
                        }
                    }
                }
                foundOne(found, caseId);
                return entries;
            }
        });
    }

    @Override
    public void close() {
        store.close();
    }

    private static CaseFile caseFile(ResultSet row) throws SQLException {
        String closedAt = row.getString(8);
        String report = row.getString(9);
        return new CaseFile(
                id(row.getLong(1)),
                row.getString(2),
                new Tenant(new TenantId(row.getString(3)), row.getString(4)),
                row.getInt(5) == 1,
                CaseState.ofWord(row.getString(6)),
                Instant.parse(row.getString(7)),
                closedAt == null ? null : Instant.parse(closedAt),
                report == null ? null : Path.of(report));
    }

    private static long lastEntry(Connection connection, long number) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select coalesce(max(seq), 0) from entries where case_number = ?")) {
            select.setLong(1, number);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static String id(long number) {
        return String.format(Locale.ROOT, "INC-%04d", number);
    }

    static long number(String caseId) throws BackstayException {
        Matcher id = ID.matcher(caseId);
        if (!id.matches()) {
            throw unknown(caseId);
        }
        return Long.parseLong(id.group(1));
    }

    private static int foundOne(int rows, String caseId) throws BackstayException {
        if (rows != 1) {
            throw unknown(caseId);
        }
        return rows;
    }

    static BackstayException unknown(String caseId) {
        return new BackstayException(
                new Failure.NotFound("Case " + ReportText.plain(caseId), "List the cases and choose one of them."));
    }
}
