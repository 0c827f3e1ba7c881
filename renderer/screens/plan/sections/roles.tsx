/** Who may do what on the ledger: a table of permissions by role, and beside it the members who will have each. */
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { Confirm } from '../../../parts/dialog.tsx';
import { useFormat } from '../../../i18n/use.ts';
import { addRole, changeRole, membersWith, tick } from '../acts.ts';
import { usePlan } from '../context.ts';
import { PlanId } from '../fields.tsx';
import { Odd } from '../choices.tsx';
import { fieldName, get, isList, type Json, keysOf, remove } from '../model.ts';
import { Part } from '../place.tsx';
import { ledgerPermissions, transactionPermissions } from '../vocabulary.ts';
import { Tick } from '../tick.tsx';

const rolesPath = ['chain', 'ledger', 'roles'];
const kinds = [
  { kind: 'ledger', title: 'ofLedger', permissions: ledgerPermissions },
  { kind: 'tx', title: 'ofTx', permissions: transactionPermissions },
] as const;
type Permission = (typeof ledgerPermissions)[number] | (typeof transactionPermissions)[number];

export function RolesSection(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const roles = keysOf(get(tree, rolesPath)).map(String);
  return (
    <Card title={t('plan.roles.card')}>
      <Part path={rolesPath} whole>
        <p className="muted small">
          {t('plan.roles.help')} {t('plan.roles.newcomer')}
        </p>
        {roles.length === 0 && <p className="muted plan-none">{t('plan.roles.empty')}</p>}
        {roles.map((role, i) => (
          <RoleFound key={i} role={role} />
        ))}
        <div className="table-room" onKeyDown={walk}>
          <table className="table plan-roles" aria-label={t('plan.roles.card')}>
            <thead>
              <tr>
                <th scope="col">{t('plan.roles.permission')}</th>
                {roles.map((role, i) => (
                  <th scope="col" key={i} className="plan-role">
                    <RoleHead role={role} roles={roles} />
                  </th>
                ))}
                <th scope="col">{t('plan.roles.held')}</th>
              </tr>
            </thead>
            {kinds.map(({ kind, title, permissions }) => (
              <tbody key={kind}>
                <tr className="plan-roles-kind">
                  <th scope="rowgroup" colSpan={roles.length + 2}>
                    {t(`plan.roles.${title}`)}
                  </th>
                </tr>
                {permissions.map((permission) => (
                  <PermissionRow key={permission} kind={kind} permission={permission} roles={roles} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
        <div className="row">
          <Button
            small
            icon="plus"
            onPress={() => {
              editor.change(rolesPath, addRole);
              const last = keysOf(get(editor.state.get().history.now.tree, rolesPath)).at(-1);
              if (last !== undefined) editor.goTo([...rolesPath, last]);
            }}
          >
            {t('plan.roles.add')}
          </Button>
        </div>
      </Part>
    </Card>
  );
}

function RoleHead({ role, roles }: { readonly role: string; readonly roles: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const [asking, setAsking] = useState(false);
  const path = [...rolesPath, role];
  const drop = () => editor.change(rolesPath, (plan) => remove(plan, path));
  const held = heldBy(tree, role);
  return (
    <div data-place={fieldName(path)}>
      <div className="plan-role-head">
        <PlanId
          label={t('plan.roles.name')}
          value={role}
          taken={roles.filter((each) => each !== role)}
          onRename={(to) => editor.change([...rolesPath, to], (plan) => changeRole(plan, role, to))}
        />
        <Button
          bare
          small
          icon="cross"
          label={t('plan.roles.remove', { role })}
          onPress={() => (held > 0 ? setAsking(true) : drop())}
        >
          {t('plan.list.remove')}
        </Button>
      </div>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('plan.roles.removeTitle', { role })}
        act={t('plan.list.remove')}
        onAct={drop}
      >
        {t('plan.roles.removeHeld', { count: held })}
      </Confirm>
    </div>
  );
}

/** How many members list a role. */
function heldBy(tree: Json | undefined, role: string): number {
  const members = get(tree, ['members']);
  return (isList(members) ? members : []).filter((member) => {
    const roles = get(member, ['ledgerRoles']);
    return isList(roles) && roles.includes(role);
  }).length;
}

interface RowProps {
  readonly kind: 'ledger' | 'tx';
  readonly permission: Permission;
  readonly roles: readonly string[];
}

function PermissionRow({ kind, permission, roles }: RowProps): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  return (
    <tr>
      <th scope="row">
        {t(`plan.roles.means.${permission}`)}
        <small className="mono muted">{permission}</small>
      </th>
      {roles.map((role, i) => {
        const path = [...rolesPath, role, kind];
        const words = get(tree, path);
        return (
          <td key={i} className="plan-role">
            <Tick
              on={isList(words) && words.includes(permission)}
              label={t('plan.roles.grant', { role, permission: t(`plan.roles.means.${permission}`) })}
              onChange={(on) =>
                editor.change(path, (plan) =>
                  tick(plan, path, permission, on, kind === 'ledger' ? ledgerPermissions : transactionPermissions),
                )
              }
            />
          </td>
        );
      })}
      <td>
        <Holders permission={permission} />
      </td>
    </tr>
  );
}

function Holders({ permission }: { readonly permission: Permission }): ReactElement {
  const { t } = useTranslation();
  const { list } = useFormat();
  const { tree } = usePlan();
  const members = get(tree, ['members']);
  const who = membersWith(tree, permission);
  if (who.length === 0)
    return (
      <Badge tone="idle" icon="dash">
        {t('plan.roles.nobody')}
      </Badge>
    );
  const all = isList(members) && who.length === members.length;
  return <span className="small">{all ? t('plan.roles.everybody') : list(who)}</span>;
}

/** What was found about a role, above the table; and words in its lists that JD Chain does not know. */
function RoleFound({ role }: { readonly role: string }): ReactElement {
  const path = [...rolesPath, role];
  return (
    <Part path={path} className="plan-found">
      {kinds.map(({ kind, permissions }) => (
        <Part key={kind} path={[...path, kind]} className="plan-found">
          <Odd path={[...path, kind]} label={`${role} ${kind}`} known={permissions} />
        </Part>
      ))}
    </Part>
  );
}

/** Arrow keys lead from box to box through the table. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const by = steps[event.key];
  const target = event.target as HTMLElement;
  if (by === undefined || !(target instanceof HTMLInputElement) || target.type !== 'checkbox') return;
  const lines = [...event.currentTarget.querySelectorAll('tbody tr')].map((row) => [
    ...row.querySelectorAll<HTMLInputElement>('input[type=checkbox]'),
  ]);
  const full = lines.filter((boxes) => boxes.length > 0);
  const row = full.findIndex((boxes) => boxes.includes(target));
  const column = full[row]?.indexOf(target) ?? 0;
  full[row + by[0]]?.[column + by[1]]?.focus();
  event.preventDefault();
}
