package io.backstay.act.record;

import io.backstay.act.role.Gate;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditFile;
import io.backstay.audit.AuditLog;
import io.backstay.audit.AuditVerification;
import io.backstay.audit.Deed;
import io.backstay.audit.EntryFilter;
import io.backstay.audit.Exported;
import io.backstay.audit.Trust;
import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.codec.Words;
import io.backstay.seal.SignedNote;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The record of acts as it stands on disk.
///
/// @param book     opened when this record is asked for; a record that lies elsewhere is read without it
/// @param trust    the folder with the keys that count here
/// @param recorder of what is handed on
public record RecordDesk(Gate.Book book, Path trust, Recorder recorder) implements Records {
    private static final int LIMIT_MAX = 10_000;

    @Override
    public List<Entry> newest(Filter filter, int limit) throws BackstayException {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("1 to " + LIMIT_MAX + " entries are shown, not " + limit);
        }
        AuditLog audit = book.open();
        long signed = audit.signedSize();
        EntryFilter wanted = new EntryFilter(filter.caseId(), filter.tenant(), filter.run(), filter.text());
        return audit.newest(wanted, limit).stream()
                .map(entry -> entry(entry, entry.seq() < signed))
                .toList();
    }

    @Override
    public long size() throws BackstayException {
        return book.open().size();
    }

    @Override
    public Check verify() throws BackstayException {
        return check(book.open().verify(Trust.folder(trust)));
    }

    @Override
    public Check verify(@Nullable Path file, @Nullable Path keys, @Nullable Path checkpoint) throws BackstayException {
        Trust count = keys == null ? Trust.folder(trust) : Trust.read(keys);
        SignedNote kept = checkpoint == null ? null : AuditFile.checkpoint(checkpoint);
        return check(file == null ? book.open().verify(count, kept) : AuditFile.verify(file, count, kept));
    }

    /// Handing a tenant's entries on is an act of its own, and the first that the export shows.
    @Override
    public HandedOn export(String tenant, Path file) throws BackstayException {
        Deed deed = Deed.of("audit.export", String.valueOf(file.getFileName())).about(new TenantId(tenant));
        Exported done = recorder.act(
                Permission.EXPORT_RECORD,
                deed,
                () -> book.open().export(tenant, file),
                exported -> Map.of(
                        "entries", Long.toString(exported.entries()),
                        "leftOut", Long.toString(exported.leftOut()),
                        "size", Long.toString(exported.at().size())));
        return new HandedOn(done.entries(), done.leftOut());
    }

    private static Check check(AuditVerification found) {
        return new Check(
                switch (found.verdict()) {
                    case VERIFIED -> Verdict.VERIFIED;
                    case TAMPERED -> Verdict.TAMPERED;
                    case UNVERIFIABLE -> Verdict.UNVERIFIABLE;
                },
                found.size(),
                found.root(),
                found.firstBroken(),
                found.signedSize(),
                found.signedBy(),
                found.problem(),
                found.warnings());
    }

    private static Entry entry(AuditEntry entry, boolean signed) {
        return new Entry(
                entry.seq(),
                entry.ts(),
                entry.actor(),
                entry.role(),
                entry.session(),
                Words.of(entry.type()),
                entry.act(),
                entry.target(),
                entry.tenant(),
                entry.caseId(),
                entry.intent(),
                entry.outcome() == null ? null : Words.of(entry.outcome()),
                detail(entry),
                signed);
    }

    /// The restore that it belongs to is a fact like the others for whoever reads.
    private static Map<String, String> detail(AuditEntry entry) {
        String run = entry.run();
        if (run == null) {
            return entry.detail();
        }
        Map<String, String> detail = new TreeMap<>(entry.detail());
        detail.put("run", run);
        return detail;
    }
}
