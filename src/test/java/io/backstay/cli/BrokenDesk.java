package io.backstay.cli;

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
import io.backstay.base.BackstayException;
import io.backstay.manifest.ManifestHeader;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A desk with a defect in every room but the drills.
record BrokenDesk(Drills drills) implements Desk {
    static final String SECRET_PLACE = "a defect, deep inside";

    BrokenDesk() {
        this((_, _, _, _) -> {
            throw defect();
        });
    }

    @Override
    public Facts facts() {
        throw defect();
    }

    @Override
    public Practice practice() {
        throw defect();
    }

    @Override
    public Restores restores() {
        throw defect();
    }

    @Override
    public EnvironmentRestores environmentRestores() {
        throw defect();
    }

    @Override
    public Undos undos() {
        throw defect();
    }

    @Override
    public Runs runs() {
        throw defect();
    }

    @Override
    public RestoreTests restoreTests() {
        throw defect();
    }

    @Override
    public Approvals approvals() {
        throw defect();
    }

    @Override
    public Searches searches() {
        throw defect();
    }

    @Override
    public Cases cases() {
        throw defect();
    }

    @Override
    public Reports reports() {
        throw defect();
    }

    @Override
    public Incidents incidents() {
        throw defect();
    }

    @Override
    public Records records() throws BackstayException {
        throw new StackOverflowError(SECRET_PLACE);
    }

    @Override
    public Connections connections() {
        throw defect();
    }

    @Override
    public TenantMaps tenantMaps() {
        throw defect();
    }

    @Override
    public ManifestHeader importManifest(Path file) {
        throw defect();
    }

    @Override
    public Bells bells() {
        throw defect();
    }

    @Override
    public Alerts alerts() {
        throw defect();
    }

    @Override
    public ComplianceExports complianceExports() {
        throw defect();
    }

    @Override
    public Retentions retentions() {
        throw defect();
    }

    @Override
    public DataSets dataSets() {
        throw defect();
    }

    @Override
    public TenantExports tenantExports() {
        throw defect();
    }

    @Override
    public PolicyTexts policyTexts() {
        throw defect();
    }

    @Override
    public Vaults vaults() {
        throw defect();
    }

    @Override
    public List<Protection> protections() {
        throw defect();
    }

    @Override
    public Role role() {
        throw defect();
    }

    @Override
    public long exportManifest(Path file) {
        throw defect();
    }

    @Override
    public CheckResult checkManifests(String policyId, List<Path> files, @Nullable Instant at) {
        throw defect();
    }

    @Override
    public List<AssetCurve> curvesOfManifests(String policyId, List<Path> files, @Nullable Instant at) {
        throw defect();
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static IllegalStateException defect() {
        return new IllegalStateException(SECRET_PLACE);
    }
}
