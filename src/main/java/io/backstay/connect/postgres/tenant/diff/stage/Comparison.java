package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.PlainSamples;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.Preflight;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Compares a tenant's last good rows with live and says what an import would write. Live is read, never written:
/// the staged rows are in temporary tables of a transaction that is rolled back.
public final class Comparison {
    private Comparison() {}

    /// What differs.
    ///
    /// @param tables   one for each table that holds rows of tenants, parents first
    /// @param samples  a few rows of each, with personal data masked
    /// @param expected what an import that suppresses triggers does, exactly
    /// @param notes    what a person should know besides, a sentence each
    /// @param plain    the same samples without a mask, for whoever gave a reason to see one
    /// @param columns  by table, the columns that can be mended by themselves, with how many values differ
    public record Result(
            List<TableDiff> tables,
            List<SampleRow> samples,
            Expected expected,
            List<String> notes,
            PlainSamples plain,
            Map<String, Map<String, Long>> columns) {
        /// Conflicts for which nobody has chosen yet; a plan waits for them.
        public long undecided() {
            return tables.stream().mapToLong(TableDiff::undecided).sum();
        }
    }

    /// Compares.
    ///
    /// @param live a session as a role that sees every row
    public static Result run(Question question, Connection live, Progress progress)
            throws BackstayException, InterruptedException {
        TenantRows lastGood = question.lastGood();
        try (FrozenSession session = FrozenSession.begin(live)) {
            Preflight preflight =
                    new Preflight(session.db(), Territory.read(live, mapping(lastGood), lastGood.tenant()));
            preflight.requireFullView();
            Territory territory = question.requireCommonShape(preflight);
            DamagedColumns.require(question.choices(), territory);
            TenantSet now = TenantSet.findStill(session.db(), territory, lastGood.tenant(), "backstay_now_");
            Staging staging = new Staging(session.db(), territory, now).fill(question, progress);
            Map<String, Map<String, Long>> columns = staging.columns();
            staging.decide(question.choices());
            Samples samples = new Samples(session.db(), territory, staging);
            List<SampleRow> masked = new ArrayList<>();
            PlainSamples plain = new PlainSamples();
            for (Table table : territory.owned()) {
                samples.of(table, masked, plain);
            }
            return new Result(
                    staging.diffs(),
                    List.copyOf(masked),
                    Expected.writing(
                            staging.effects(),
                            staging.toWrite(),
                            territory.model().fingerprint()),
                    notes(lastGood, now, territory),
                    plain,
                    columns);
        } catch (SQLException e) {
            throw SqlFailures.translate("Comparing with live", e);
        }
    }

    private static TenantMapping mapping(TenantRows lastGood) {
        return lastGood.territory().mapping();
    }

    private static List<String> notes(TenantRows lastGood, TenantSet now, Territory territory) {
        List<String> notes = new ArrayList<>();
        lastGood.untouched()
                .forEach(table -> notes.add("The table " + table + " holds rows, but none found to be this "
                        + mapping(lastGood).words().tenant() + "'s."));
        now.mixed().forEach(leak -> notes.add("In live: " + leak.sentence()));
        if (!lastGood.territory().model().fingerprint().equals(territory.model().fingerprint())) {
            notes.add("Triggers or policies of live are not those of the last good moment.");
        }
        return List.copyOf(notes);
    }
}
