package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.intake.queue.IntakeMeters;
import org.platelink.laboratory.intake.queue.RefusalFindings;
import org.platelink.laboratory.journal.Channel;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.RequestAttribute;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.SiteGuard;

/**
 * HAPI interceptor that reads the FHIR deliveries of EHRs, after authorization and before validation against the
 * guide.
 *
 * <p>It maps codes and subjects of a create, an update or a transaction. Deliveries that are refused (as rejected) or
 * have to wait (as parked, answered with {@link DeferredAnswer}) are written to the journal.
 */
@Interceptor(order = InterceptorOrder.LABORATORY_DELIVERIES)
final class FhirDoor {

    private static final int SERVER_ERRORS = 500;

    /** The request paths at which a single result, report or specimen is delivered. */
    private static final Pattern ONE =
            Pattern.compile("(?:Observation|DiagnosticReport|Specimen)(?:/[A-Za-z0-9.-]{1,64})?");

    private static final RequestAttribute<FhirDelivery> DELIVERY =
            RequestAttribute.of(RequestAttribute.Name.LABORATORY_DELIVERY, FhirDelivery.class);

    private final FhirTransactionReader reading;
    private final Journal journal;
    private final IntakeMeters meters;
    private final SiteGuard sites;
    private final LaboratoryPatches patches;
    private final FhirContext fhir;

    FhirDoor(
            FhirTransactionReader reading,
            Journal journal,
            IntakeMeters meters,
            SiteGuard sites,
            LaboratoryPatches patches,
            FhirContext fhir) {
        this.patches = patches;
        this.fhir = fhir;
        this.reading = reading;
        this.journal = journal;
        this.meters = meters;
        this.sites = sites;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void read(RestOperationTypeEnum operation, ServletRequestDetails request) {
        Caller caller = ehr(request).orElse(null);
        if (caller == null) {
            return;
        }
        switch (operation) {
            case CREATE, UPDATE -> {
                DeliveryBundle one = SingleResult.of(request);
                deliver(
                        one,
                        caller,
                        request,
                        SingleResult.saysMoreThanItsResource(one)
                                ? written(one.bundle())
                                : request.loadRequestContents());
            }
            case TRANSACTION -> {
                if (request.getResource() instanceof Bundle bundle && bundle.getType() == BundleType.TRANSACTION) {
                    deliver(
                            DeliveryBundle.ofTransaction(bundle),
                            caller,
                            request,
                            patches.unfold(caller, bundle) ? written(bundle) : request.loadRequestContents());
                } else if (request.getResource() != null
                        && (!(request.getResource() instanceof Bundle batch) || delivers(batch))) {
                    throw whole("Bundle.type");
                }
            }
            default -> {
                // A read or search delivers nothing.
            }
        }
    }

    /** Whether an entry of a batch delivers something. Entries that only read are authorized one by one. */
    private static boolean delivers(Bundle batch) {
        return batch.getEntry().stream()
                .anyMatch(entry -> entry.hasResource() || entry.getRequest().getMethod() != HTTPVerb.GET);
    }

    /** Delivers the result of a single patch, in place of the patch. */
    FhirDelivery delivered(DeliveryBundle bundle, Caller caller, ServletRequestDetails request) {
        deliver(bundle, caller, request, written(bundle.bundle()));
        return deliveryOf(request).orElseThrow();
    }

    private byte[] written(Resource resource) {
        return fhir.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }

    private void deliver(DeliveryBundle bundle, Caller caller, ServletRequestDetails request, byte[] content) {
        FhirDelivery delivery = new FhirDelivery(caller, content, bundle);
        DELIVERY.set(request, delivery);
        delivery.leaveOut(reading.leftOut(bundle, delivery.site()));
        List<Finding> findings = reading.map(bundle, delivery.site());
        if (!findings.isEmpty()) {
            throw parked(delivery, findings);
        }
    }

    /**
     * Checks that a parked delivery belongs to the sender's site. It is stored later by the server itself, so the
     * check is made now.
     */
    void requireOwn(FhirDelivery delivery) {
        sites.requireOwn(
                delivery.caller(),
                delivery.site(),
                delivery.bundle().bundle().getEntry().stream()
                        .map(entry -> entry.getResource())
                        .toList());
    }

    /** Parks a delivery that the store does not take now, once it is known to belong to the sender's site. */
    DeferredAnswer parked(FhirDelivery delivery, List<Finding> findings) {
        requireOwn(delivery);
        keep(delivery, MessageStatus.PARKED, findings);
        return new DeferredAnswer(delivery.id(), findings);
    }

    /** The delivery of a request; empty if it is not an EHR's. */
    Optional<FhirDelivery> deliveryOf(ServletRequestDetails request) {
        return DELIVERY.of(request);
    }

    /**
     * Writes a refused delivery to the journal, so that it can be seen what was sent. Server errors (5xx) and
     * {@link DeferredAnswer} are not refusals.
     */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public void refused(ServletRequestDetails request, Throwable failure) {
        if (!(failure instanceof BaseServerResponseException refusal)
                || refusal instanceof DeferredAnswer
                || refusal.getStatusCode() >= SERVER_ERRORS) {
            return;
        }
        FhirDelivery delivery = deliveryOf(request).or(() -> unread(request)).orElse(null);
        if (delivery != null && !delivery.isKept()) {
            keep(
                    delivery,
                    MessageStatus.REJECTED,
                    RefusalFindings.of(
                            refusal,
                            new Finding(
                                    Reason.REFUSED,
                                    "",
                                    null,
                                    "Answered with HTTP status " + refusal.getStatusCode() + ".")));
        }
    }

    /**
     * A delivery that could not be read, or that the EHR may not send; empty if the request is none to a delivery
     * path.
     */
    private static Optional<FhirDelivery> unread(ServletRequestDetails request) {
        String method = request.getServletRequest().getMethod();
        String path = request.getRequestPath() == null ? "" : request.getRequestPath();
        boolean atTheDoor = "POST".equals(method) && path.isEmpty()
                || ("POST".equals(method) || "PUT".equals(method))
                        && ONE.matcher(path).matches();
        return atTheDoor
                ? ehr(request)
                        .map(caller -> new FhirDelivery(
                                caller, request.loadRequestContents(), DeliveryBundle.ofTransaction(new Bundle())))
                : Optional.empty();
    }

    private void keep(FhirDelivery delivery, MessageStatus status, List<Finding> findings) {
        journal.keep(delivery.incoming(), status, findings);
        delivery.kept();
        meters.received(Channel.FHIR.code(), status);
    }

    /** The EHR that makes a request, if it has a site; empty otherwise. */
    static Optional<Caller> ehr(ServletRequestDetails request) {
        return Caller.of(request).filter(caller -> caller.role() == Role.EHR && caller.site() != null);
    }

    private static BaseServerResponseException whole(String place) {
        return FhirErrors.invalid(
                place,
                "A laboratory's results are delivered whole, in a Bundle of type transaction or one by one with POST or"
                        + " PUT, so that each is accounted for.");
    }
}
