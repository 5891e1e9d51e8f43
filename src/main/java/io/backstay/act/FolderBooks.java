package io.backstay.act;

import io.backstay.act.connection.transport.CallRecord;
import io.backstay.act.restore.RestoreDesk;
import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.act.role.Roles;
import io.backstay.act.vault.SigningKeys;
import io.backstay.act.vault.VaultPlace;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Lifetime;
import io.backstay.catalogue.Catalogue;
import io.backstay.incident.CaseBook;
import io.backstay.incident.print.IncidentReport;
import io.backstay.restore.journal.RestoreJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The books of one state folder: catalogue, record of acts, journal, cases. Each is opened when it is first needed.
/// Safe for use by several threads; it asks nothing of whoever holds it.
final class FolderBooks implements AutoCloseable {
    private final LocalDesk.Place place;
    private final LocalDesk.Means means;
    private final InstantSource clock;
    private final Lifetime lifetime = new Lifetime();
    private final CallRecord calls = CallRecord.of(this::audit, this::home);
    private @Nullable Catalogue catalogue;
    private @Nullable AuditLog audit;
    private RestoreDesk.@Nullable Books books;
    private @Nullable SigningKeys keys;

    FolderBooks(LocalDesk.Place place, LocalDesk.Means means) {
        this.place = place;
        this.means = means;
        this.clock = means.clock();
    }

    /// The folder, made where it is not there.
    Path home() throws BackstayException {
        try {
            return StateFolder.make(place.home());
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(place.home(), e), e);
        }
    }

    /// Writes every change at a provider into the record before it is sent.
    CallRecord calls() {
        return calls;
    }

    Role role() throws BackstayException {
        return Roles.read(place.home()).of(place.actor());
    }

    /// Its audit log is opened by what is done, or refused, first.
    Gate gate() throws BackstayException {
        return new Gate(role(), this::audit);
    }

    Recorder recorder() throws BackstayException {
        return new Recorder(this::audit, gate());
    }

    synchronized Catalogue catalogue() throws BackstayException {
        if (catalogue == null) {
            catalogue = lifetime.own(Catalogue.open(home().resolve("catalogue.db")));
        }
        return catalogue;
    }

    synchronized AuditLog audit() throws BackstayException {
        if (audit == null) {
            Who who = new Who(place.actor(), role().word(), place.session());
            audit = lifetime.own(AuditLog.open(home().resolve("audit.db"), clock, who, means.random()));
            lifetime.own(new SigningTimer(audit, clock));
            lifetime.own(calls);
        }
        return audit;
    }

    synchronized SigningKeys keys() throws BackstayException {
        if (keys == null) {
            keys = new SigningKeys(audit());
        }
        return keys;
    }

    synchronized RestoreDesk.Books books() throws BackstayException {
        if (books == null) {
            RestoreJournal journal = lifetime.own(RestoreJournal.open(home().resolve("restores.db"), clock));
            CaseBook cases = lifetime.own(CaseBook.open(home().resolve("cases.db")));
            books = new RestoreDesk.Books(
                    journal,
                    audit(),
                    gate(),
                    cases,
                    home().resolve("reports"),
                    List.of(new IncidentReport.Version("Backstay", place.version())));
        }
        return books;
    }

    VaultPlace vaultPlace() {
        return new VaultPlace(place.home(), means.storage(), means.random(), clock, means.keys(), means.idleLimit());
    }

    @Override
    public synchronized void close() {
        lifetime.close();
    }
}
