package io.backstay.act;

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

/// Everything an operator can ask for, for one state folder. Rooms are opened when they are first needed.
public interface Desk extends AutoCloseable {
    /// What we know.
    Facts facts() throws BackstayException;

    /// The practice lab.
    Practice practice() throws BackstayException;

    /// Guided restores.
    Restores restores() throws BackstayException;

    /// Plans on their way, in whichever process.
    Runs runs() throws BackstayException;

    /// Undoing what runs committed.
    Undos undos() throws BackstayException;

    /// Approving plans, and whose approvals count.
    Approvals approvals() throws BackstayException;

    /// Searches for the moment of a loss.
    Searches searches() throws BackstayException;

    /// Cases and their timelines, for reading.
    Cases cases() throws BackstayException;

    /// Cases from the intake to the last message.
    Incidents incidents() throws BackstayException;

    /// The reports of cases.
    Reports reports() throws BackstayException;

    /// Drills.
    Drills drills() throws BackstayException;

    /// Restores of everything to a new place.
    EnvironmentRestores environmentRestores() throws BackstayException;

    /// Restore tests.
    RestoreTests restoreTests() throws BackstayException;

    /// The record of acts.
    Records records() throws BackstayException;

    /// How tenants' rows are found.
    TenantMaps tenantMaps() throws BackstayException;

    /// A tenant's own rows, handed on.
    TenantExports tenantExports() throws BackstayException;

    /// The data sets that a tenant is handed.
    DataSets dataSets() throws BackstayException;

    /// The databases besides the lab's.
    Connections connections() throws BackstayException;

    /// Policies as texts.
    PolicyTexts policyTexts() throws BackstayException;

    /// Which points stay under keep rules.
    Retentions retentions();

    /// Handing on what a check came to.
    ComplianceExports complianceExports();

    /// Failed and missed runs.
    Alerts alerts() throws BackstayException;

    /// Clocks of open cases that should be heard.
    Bells bells() throws BackstayException;

    /// The vault.
    Vaults vaults() throws BackstayException;

    /// What protects this process, and whether it is active here.
    List<Protection> protections();

    /// The role of whoever sits here.
    Role role() throws BackstayException;

    /// Writes what the catalogue knows as a `backstay-manifest/1` file, whole or not at all.
    ///
    /// @return how many recovery points it holds
    long exportManifest(Path file) throws BackstayException;

    /// Takes the facts of an exported manifest into the catalogue, all or nothing: each of its assets with its points
    /// and tests in place of what was known of it.
    ManifestHeader importManifest(Path file) throws BackstayException;

    /// Judges exported manifests alone: no state folder, no network.
    ///
    /// @param at the instant to judge, or null for the newest moment at which the manifests were exported
    CheckResult checkManifests(String policyId, List<Path> files, @Nullable Instant at) throws BackstayException;

    /// The recoverability curves from exported manifests alone: no state folder, no network.
    ///
    /// @param at the instant that they are seen from, or null for the newest moment at which they were exported
    List<AssetCurve> curvesOfManifests(String policyId, List<Path> files, @Nullable Instant at)
            throws BackstayException;

    @Override
    void close();
}
