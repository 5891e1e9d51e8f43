package io.backstay.act;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.AuditVerification;
import io.backstay.base.BackstayException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The record of acts as it stands on disk.
record RecordDesk(AuditLog audit) implements Records {
    @Override
    public List<Entry> newest(Filter filter, int limit) throws BackstayException {
        Deque<Entry> newest = new ArrayDeque<>(limit);
        audit.each(null, entry -> {
            if (newest.size() == limit) {
                newest.removeFirst();
            }
            newest.addLast(entry(entry));
        });
        return List.copyOf(newest);
    }

    @Override
    public Check verify() throws BackstayException {
        AuditVerification found = audit.verify();
        boolean whole = found.intact();
        return new Check(
                whole ? Verdict.UNVERIFIABLE : Verdict.TAMPERED,
                found.size(),
                found.root(),
                found.firstBroken(),
                0,
                null,
                found.problem());
    }

    @Override
    public Check verify(@Nullable Path file, @Nullable Path trust, @Nullable Path checkpoint) throws BackstayException {
        return verify();
    }

    @Override
    public long export(String tenant, Path file) {
        throw new IllegalStateException("comes with the audit room");
    }

    private static Entry entry(AuditEntry entry) {
        return new Entry(
                entry.seq(),
                entry.ts(),
                entry.actor(),
                null,
                entry.session(),
                lower(entry.type()),
                entry.act(),
                entry.target(),
                null,
                entry.caseId(),
                entry.intent(),
                entry.outcome() == null ? null : lower(entry.outcome()),
                entry.detail(),
                false);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long size() throws BackstayException {
        return audit.size();
    }
}
