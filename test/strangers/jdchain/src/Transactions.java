import com.jd.binaryproto.*;
import com.jd.blockchain.crypto.*;
import com.jd.blockchain.ledger.*;
import com.jd.blockchain.transaction.*;
import utils.*;
import utils.codec.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;

/** Transactions with every operation there is, made by the genuine templates: what `tx send` sends, and what an administrator is shown. */
class Transactions {

  /** `every-operation DIR`: one signed request for each operation, by its name; one with all of them. */
  static void everyOperation(Map<String, Object> r, String[] a) throws Exception {
    AsymmetricKeypair pair = Crypto.getSignatureFunction("ED25519").generateKeypair();
    BlockchainIdentity id = new BlockchainIdentityData(pair.getPubKey());
    Map<String, Operation> all = new LinkedHashMap<>();
    for (Operation o : operations(id)) all.put(JdChainCheck.contractOf(o.getClass()).getSimpleName(), o);
    HashDigest ledger = Crypto.getHashFunction("SHA256").hash("a ledger".getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, Operation> e : all.entrySet()) write(Paths.get(a[1], e.getKey()), ledger, pair, e.getValue());
    write(Paths.get(a[1], "all"), ledger, pair, all.values().toArray(new Operation[0]));
    r.put("names", new ArrayList<>(all.keySet()));
    r.put("address", id.getAddress().toBase58());
    r.put("pub", pair.getPubKey().toBase58());
    r.put("ledgerHash", ledger.toBase58());
  }

  static void write(Path file, HashDigest ledger, AsymmetricKeypair pair, Operation... operations) throws Exception {
    TxContentBlob content = new TxContentBlob(ledger);
    for (Operation o : operations) content.addOperation(o);
    content.setTime(1577836800000L);
    HashDigest hash = TxBuilder.computeTxContentHash(Crypto.getAlgorithm("SHA256"), content);
    DigitalSignature signature = SignatureUtils.sign(hash, pair);
    byte[] bytes = LedgerHash.encode(TransactionRequest.class, "getTransactionHash", hash, "getTransactionContent", content,
        "getEndpointSignatures", new DigitalSignature[] { signature }, "getNodeSignatures", new DigitalSignature[0]);
    Files.write(file, bytes);
  }

  static List<Operation> operations(BlockchainIdentity id) {
    Bytes address = id.getAddress();
    List<Operation> l = new ArrayList<>();
    l.add(new UserRegisterOpTemplate(id));
    l.add(new UserStateUpdateOpTemplate(address, AccountState.FREEZE));
    l.add(new UserCAUpdateOpTemplate(address, "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----"));
    l.add(new ContractStateUpdateOpTemplate(address, AccountState.REVOKE));
    l.add(new DataAccountRegisterOpTemplate(id));
    DataAccountKVSetOpTemplate kv = new DataAccountKVSetOpTemplate(address);
    kv.set("text", TypedValue.fromText("你好"), -1);
    kv.set("json", TypedValue.fromJSON("{}"), 0);
    kv.set("number", TypedValue.fromInt64(-42), 7);
    kv.set("small", TypedValue.fromInt8((byte) 5), 7);
    kv.set("yes", TypedValue.fromBoolean(true), 7);
    kv.set("time", TypedValue.fromTimestamp(1577836800000L), 7);
    kv.set("bytes", TypedValue.fromBytes(new byte[] { 1, 2, 3 }), 7);
    kv.set("key", TypedValue.fromPubKey(id.getPubKey()), 7);
    l.add(kv);
    l.add(new ContractCodeDeployOpTemplate(id, new byte[300], 3L, ContractLang.Java));
    ContractEventSendOpTemplate event = new ContractEventSendOpTemplate(address, "go", args(TypedValue.fromText("a"), TypedValue.fromInt64(1)), 2);
    l.add(event);
    l.add(new ContractCrossEventSendOpTemplate(event, TypedValue.fromText("answer")));
    l.add(new ParticipantRegisterOpTemplate("node4", id, ""));
    l.add(new ParticipantStateUpdateOpTemplate(id, ParticipantNodeState.CONSENSUS));
    RolesConfigureOpTemplate roles = new RolesConfigureOpTemplate();
    roles.configure("ADMIN").enable(LedgerPermission.SET_CONSENSUS, LedgerPermission.REGISTER_USER).disable(LedgerPermission.SET_CRYPTO)
        .enable(TransactionPermission.DIRECT_OPERATION).disable(TransactionPermission.CONTRACT_OPERATION);
    l.add(roles.getOperation());
    UserAuthorizeOpTemplate users = new UserAuthorizeOpTemplate();
    users.forUser(address).authorize("ADMIN", "GUEST").unauthorize("DEFAULT").setPolicy(RolesPolicy.INTERSECT);
    l.add(users.getOperation());
    l.add(new EventAccountRegisterOpTemplate(id));
    EventPublishOpTemplate events = new EventPublishOpTemplate(address);
    events.set("topic", TypedValue.fromText("news"), 4);
    l.add(events);
    l.add(new ConsensusSettingsUpdateOpTemplate("com.jd.blockchain.consensus.bftsmart.BftsmartConsensusProvider",
        new Property[] { new Property("system.servers.num", "5"), new Property("a", "b ") }));
    l.add(JdChainCheck.value(RootCAUpdateOperation.class, LedgerHash.fields("getCertificatesAdd", new String[] { "one" },
        "getCertificatesUpdate", new String[0], "getCertificatesRemove", new String[] { "two", "three" })));
    l.add(new ConsensusReconfigOpTemplate("any"));
    l.add(new HashAlgorithmUpdateOpTemplate("SM3"));
    AccountPermissionSetOpTemplate permission = new AccountPermissionSetOpTemplate(address, AccountType.DATA);
    permission.setMode(744);
    permission.setRole("ADMIN");
    l.add(permission);
    return l;
  }

  static BytesValueList args(BytesValue... values) {
    return JdChainCheck.value(BytesValueList.class, LedgerHash.fields("getValues", values));
  }
}
