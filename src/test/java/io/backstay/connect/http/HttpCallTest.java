package io.backstay.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpCallTest {
    private static final Endpoint HERE = new Endpoint("http", "127.0.0.1", 9000);

    private static HttpCall get(String path, String query) {
        return new HttpCall("GET", HERE, path, query, Map.of(), HttpBody.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/b/tenant-a/../tenant-b/x",
                "/b/tenant-a/%2e%2e/tenant-b/x",
                "/b/tenant-a/./x",
                "/b/a b",
                "/b/ü",
                "/b\\c",
                "b"
            })
    void aPathThatWouldGoOutDifferentlyIsRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> get(path, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b//x", "/b/x/", "/b/%21%27%28%29%2A%2B", "/b/%2F", "/", "/b/%F0%9F%98%80"})
    void anEncodedPathStaysAsItIs(String path) {
        assertEquals(path, get(path, "").path());
    }

    @Test
    void aQueryThatWouldGoOutDifferentlyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> get("/", "a=b c"));
        assertEquals("prefix=a%2F&versions=", get("/", "prefix=a%2F&versions=").query());
    }

    @Test
    void headersNeverShow() {
        HttpCall call = get("/", "").with(Map.of("authorization", "s3cr3t"));
        assertFalse(call.toString().contains("s3cr3t"), call.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://127.0.0.1.example.com",
                "http://2130706433",
                "http://0.0.0.0",
                "ftp://127.0.0.1",
                "https://user:pw@example.com",
                "https://example.com/path",
                "https://example.com?x",
                "//example.com",
                "https://",
                "not an address"
            })
    void anAddressThatIsNoSafeEndpointIsRefused(String address) {
        assertThrows(BackstayException.class, () -> Endpoint.parse(address));
    }

    @Test
    void goodAddressesAreEndpoints() throws Exception {
        assertEquals(new Endpoint("https", "example.com", 443), Endpoint.parse("https://Example.com/"));
        assertEquals(new Endpoint("http", "127.0.0.1", 9000), Endpoint.parse("http://127.0.0.1:9000"));
        assertTrue(Endpoint.parse("http://[::1]:9000").isLoopback());
        assertTrue(Endpoint.parse("http://localhost").isLoopback());
        assertFalse(Endpoint.parse("https://localhost.example.com").isLoopback());
    }
}
