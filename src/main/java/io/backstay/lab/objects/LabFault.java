package io.backstay.lab.objects;

/// A refusal of the practice object store, in the words of S3.
final class LabFault extends Exception {
    private final int status;
    private final String code;

    LabFault(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    static LabFault denied(String message) {
        return new LabFault(403, "AccessDenied", message);
    }

    static LabFault invalid(String message) {
        return new LabFault(400, "InvalidArgument", message);
    }

    static LabFault notImplemented(String what) {
        return new LabFault(501, "NotImplemented", what + " is not part of the practice store");
    }
}
