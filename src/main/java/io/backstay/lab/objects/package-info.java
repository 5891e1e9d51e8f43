/// A small object store on loopback with versions, delete markers, locks and faults on demand.
@NullMarked
package io.backstay.lab.objects;

import org.jspecify.annotations.NullMarked;
