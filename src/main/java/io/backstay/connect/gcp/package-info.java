/// Google Cloud: whether a service account's key is taken.
@NullMarked
package io.backstay.connect.gcp;

import org.jspecify.annotations.NullMarked;
