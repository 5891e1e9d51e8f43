package io.backstay.lab.objects;

import org.jspecify.annotations.Nullable;

/// What keeps one version from being removed, where a request asks for that alone.
final class LabKeeping {
    private LabKeeping() {}

    /// Answers a question about retention or legal hold.
    ///
    /// @param space the namespace of the document
    /// @return the document, null when the request asks for something else
    static @Nullable String answer(LabRequest request, LabObject version, String space) throws LabFault {
        if (request.query().containsKey("retention")) {
            if (version.lockMode() == null) {
                throw none();
            }
            return "<Retention " + space + "><Mode>" + version.lockMode() + "</Mode><RetainUntilDate>"
                    + version.retainUntil() + "</RetainUntilDate></Retention>";
        }
        if (request.query().containsKey("legal-hold")) {
            String hold = version.traits().get(LabTraits.HOLD);
            if (hold == null) {
                throw none();
            }
            return "<LegalHold " + space + "><Status>" + hold + "</Status></LegalHold>";
        }
        return null;
    }

    private static LabFault none() {
        return new LabFault(
                404, "NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration");
    }
}
