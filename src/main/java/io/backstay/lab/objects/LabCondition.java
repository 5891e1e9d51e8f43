package io.backstay.lab.objects;

import org.jspecify.annotations.Nullable;

/// What must be at a key for a write to happen, as S3 has it ("Conditional writes" of its user guide).
///
/// @param match     the entity tag of what must be there, absent where it is not asked for
/// @param noneMatch `*` where nothing may be there
record LabCondition(@Nullable String match, @Nullable String noneMatch) {
    static LabCondition of(LabRequest request) throws LabFault {
        String none = request.header("if-none-match");
        if (none != null && !none.equals("*")) {
            throw LabFault.notImplemented("If-None-Match with an entity tag");
        }
        return new LabCondition(request.header("if-match"), none);
    }

    /// @param now the newest version of the key, a delete marker included
    void require(@Nullable LabObject now) throws LabFault {
        LabObject object = now == null || now.marker() ? null : now;
        if (noneMatch != null && object != null) {
            throw new LabFault(412, "PreconditionFailed", "there is an object");
        }
        if (match != null && object == null) {
            throw new LabFault(404, "NoSuchKey", "there is no object that could be the right one");
        }
        if (match != null && object != null && !match.replace("\"", "").equals(object.etag())) {
            throw new LabFault(412, "PreconditionFailed", "another object is there by now");
        }
    }
}
