package org.platelink.laboratory.lab;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.PatientResult;
import org.platelink.laboratory.journal.Reason;

/**
 * Translates the results of one HL7 v2 message to FHIR for its site, following HL7's v2-to-FHIR guide. Deviations and
 * their reasons are listed in {@code src/docs/v2-mapping.md}.
 *
 * @see <a href="http://hl7.org/fhir/uv/v2mappings/">HL7 v2-to-FHIR 1.0.0</a>
 */
public final class OruTranslation {

    private final SiteMaps maps;
    private final ZoneId zone;
    private final Analytes analytes;
    private final @Nullable String sender;
    private final SiteOptions options;
    private final IdAllocation used = new IdAllocation();

    /**
     * @param maps the site's ConceptMaps
     * @param zone the time zone of times without an offset
     * @param analytes the value constraints of the guide
     * @param sender the numbering system (MSH-3 and MSH-4), for numbers without an authority; null if it is unknown
     * @param options the site's options
     */
    public OruTranslation(SiteMaps maps, ZoneId zone, Analytes analytes, @Nullable String sender, SiteOptions options) {
        this.options = options;
        this.maps = maps;
        this.zone = zone;
        this.analytes = analytes;
        this.sender = sender;
    }

    /**
     * Translates the results of one patient.
     *
     * @param subject the reference of the Patient, such as {@code Patient/7}
     */
    public TranslatedResults translate(PatientResult patient, String subject) {
        PatientFindings found = new PatientFindings();
        String id = subject.substring(subject.indexOf('/') + 1);
        ResultHold hold = new ResultHold(options.partial());
        OrderTranslation orders = new OrderTranslation(
                maps,
                analytes,
                zone,
                found,
                hold,
                options.documents(),
                new Identities(maps, sender, id, patient.orders(), used),
                patient,
                subject);
        List<DeliveredResource> delivered = new ArrayList<>();
        int accounted = 0;
        int notTaken = 0;
        for (Order order : patient.orders()) {
            OrderTranslation.TranslatedOrder made = orders.translate(order);
            delivered.addAll(made.delivered());
            accounted += made.accounted();
            notTaken += made.notTaken();
        }
        if (accounted == 0 && delivered.isEmpty()) {
            found.add(
                    Reason.NO_RESULTS,
                    "OBX",
                    null,
                    "The message brings no results; send each as an OBX below its OBR.");
        }
        return new TranslatedResults(delivered, found.all(), accounted, notTaken, hold.findings(), hold.segments());
    }
}
