package org.platelink.laboratory.lab;

/**
 * The message segment from which a resource was made, so that findings about the resource can be reported to the
 * laboratory in terms of its message.
 *
 * @param segment such as {@code OBX[3]}, which counts the segments of the message from 1; for a specimen its order,
 *     such as {@code OBR[1]}
 * @param sample for a specimen its number among those of its order, from 1 on; else 0
 * @param faulty whether there are findings about it already, so that it need not be validated against the guide
 */
public record SourceSegment(String segment, int sample, boolean faulty) {}
