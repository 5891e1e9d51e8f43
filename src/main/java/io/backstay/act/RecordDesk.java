package io.backstay.act;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.AuditVerification;
import io.backstay.base.BackstayException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The record of acts as it stands on disk.
record RecordDesk(AuditLog audit) implements Records {
    @Override
    public List<Entry> newest(int limit) throws BackstayException {
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
        return new Check(found.size(), found.root(), found.firstBroken());
    }

    private static Entry entry(AuditEntry entry) {
        return new Entry(
                entry.seq(),
                entry.ts(),
                entry.actor(),
                lower(entry.type()),
                entry.act(),
                entry.target(),
                entry.caseId(),
                entry.outcome() == null ? null : lower(entry.outcome()));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long size() throws BackstayException {
        return audit.size();
    }
}
