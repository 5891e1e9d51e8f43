package io.backstay.cli.vault;

import io.backstay.act.Cases;
import io.backstay.act.Desk;
import io.backstay.act.Drills;
import io.backstay.act.Protection;
import io.backstay.act.approve.Approvals;
import io.backstay.act.bell.Bells;
import io.backstay.act.check.Alerts;
import io.backstay.act.check.ComplianceExports;
import io.backstay.act.check.Facts;
import io.backstay.act.connection.Connections;
import io.backstay.act.environment.EnvironmentRestores;
import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Reports;
import io.backstay.act.policy.PolicyTexts;
import io.backstay.act.policy.Retentions;
import io.backstay.act.practice.Practice;
import io.backstay.act.record.Records;
import io.backstay.act.restore.Restores;
import io.backstay.act.restore.Runs;
import io.backstay.act.restore.Searches;
import io.backstay.act.role.Role;
import io.backstay.act.tenant.DataSets;
import io.backstay.act.tenant.TenantExports;
import io.backstay.act.tenant.TenantMaps;
import io.backstay.act.test.RestoreTests;
import io.backstay.act.undo.Undos;
import io.backstay.act.vault.Vaults;
import io.backstay.manifest.ManifestHeader;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A desk of which only the vault, the record, restoring and undoing can be asked for; closing it locks the vault.
public record FakeDesk(
        @Nullable FakeVaults vault,
        @Nullable Records record,
        @Nullable Undos undos,
        @Nullable Restores restoring) implements Desk {
    /// A desk where nothing can be undone.
    public FakeDesk(@Nullable FakeVaults vault, @Nullable Records record) {
        this(vault, record, null, null);
    }

    /// A desk over no vault, where something can be undone.
    ///
    /// @param file where the vault would lie
    public static FakeDesk undoing(Path file, Undos undos) {
        return new FakeDesk(new FakeVaults(file), null, undos, null);
    }

    /// A desk over no vault, where restores can be begun.
    ///
    /// @param file where the vault would lie
    public static FakeDesk restoring(Path file, Restores restores) {
        return new FakeDesk(new FakeVaults(file), null, null, restores);
    }

    /// A desk over a new vault whose file would lie there.
    public static FakeDesk withoutVault(Path file) {
        return new FakeDesk(new FakeVaults(file), null);
    }

    /// How many times the vault was written.
    public long writes() {
        return vault == null ? 0 : vault.generation;
    }

    @Override
    public Connections connections() {
        throw unused();
    }

    @Override
    public TenantMaps tenantMaps() {
        throw unused();
    }

    @Override
    public ManifestHeader importManifest(Path file) {
        throw unused();
    }

    @Override
    public Bells bells() {
        throw unused();
    }

    @Override
    public Alerts alerts() {
        throw unused();
    }

    @Override
    public ComplianceExports complianceExports() {
        throw unused();
    }

    @Override
    public Retentions retentions() {
        throw unused();
    }

    @Override
    public DataSets dataSets() {
        throw unused();
    }

    @Override
    public TenantExports tenantExports() {
        throw unused();
    }

    @Override
    public PolicyTexts policyTexts() {
        throw unused();
    }

    @Override
    public Vaults vaults() {
        if (vault == null) {
            throw unused();
        }
        return vault;
    }

    @Override
    public Records records() {
        if (record == null) {
            throw unused();
        }
        return record;
    }

    @Override
    public Facts facts() {
        throw unused();
    }

    @Override
    public Practice practice() {
        throw unused();
    }

    @Override
    public Restores restores() {
        if (restoring == null) {
            throw unused();
        }
        return restoring;
    }

    @Override
    public EnvironmentRestores environmentRestores() {
        throw unused();
    }

    @Override
    public Undos undos() {
        if (undos == null) {
            throw unused();
        }
        return undos;
    }

    @Override
    public Runs runs() {
        throw unused();
    }

    @Override
    public RestoreTests restoreTests() {
        throw unused();
    }

    @Override
    public Approvals approvals() {
        throw unused();
    }

    @Override
    public Searches searches() {
        throw unused();
    }

    @Override
    public Cases cases() {
        throw unused();
    }

    @Override
    public Reports reports() {
        throw unused();
    }

    @Override
    public Incidents incidents() {
        throw unused();
    }

    @Override
    public Drills drills() {
        throw unused();
    }

    @Override
    public List<Protection> protections() {
        throw unused();
    }

    @Override
    public Role role() {
        throw unused();
    }

    @Override
    public long exportManifest(Path file) {
        throw unused();
    }

    @Override
    public List<AssetCurve> curvesOfManifests(String policyId, List<Path> files, @Nullable Instant at) {
        throw unused();
    }

    @Override
    public CheckResult checkManifests(String policyId, List<Path> files, @Nullable Instant at) {
        throw unused();
    }

    @Override
    public void close() {
        if (vault != null && vault.unlocked) {
            vault.lock(Vaults.LockCause.EXIT);
        }
    }

    private static AssertionError unused() {
        return new AssertionError("no command of these asks for it");
    }
}
