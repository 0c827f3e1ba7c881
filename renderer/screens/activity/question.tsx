/** A question that stands: who is asked, what to do and say, what is looked at, and the two answers. */
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity, Question } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { FolderBrowser } from '../../parts/folder-browser.tsx';
import { Hero } from '../../parts/hero.tsx';
import { useReading, type Reading } from '../../parts/reading.ts';
import { useAnswering, type Answering } from './answer.ts';
import { Aloud, HashCard, hashesOf, PaperHash } from './details.tsx';
import { brief, spoken, type Shown } from './model.ts';
import { linesOf, Review, useTicks } from './review.tsx';
import { Room } from './room.tsx';
import { useSentence, useTurn, type Sentence } from './speak.ts';
import { WarningsCard } from './warnings.tsx';
import { useTyped, WordsField, type Typed } from './words-field.tsx';

export interface AskingProps {
  readonly activity: Activity;
  readonly shown: Shown;
  readonly question: Question;
  /** A medium was chosen: what comes next is writing to it. */
  readonly onPlace: (place: string) => void;
}

/** The way out of a question is an answer too, and is asked about once more. */
function No({ words, answering, differs }: { words: string; answering: Answering; differs: boolean }): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const key = differs ? 'difference' : 'refuse';
  return (
    <>
      <Button kind="danger" disabled={answering.busy || !answering.ready} onPress={() => setOpen(true)}>
        {words}
      </Button>
      <Confirm
        open={open}
        onClose={() => setOpen(false)}
        title={t(`ceremony.no.${key}.title`)}
        stay={t(`ceremony.no.${key}.stay`)}
        act={t(`ceremony.no.${key}.leave`)}
        danger
        onAct={answering.no}
      >
        <p>{t(`ceremony.no.${key}.help`)}</p>
      </Confirm>
    </>
  );
}

interface ActsProps extends AskingProps {
  readonly sentence: Sentence;
  readonly answering: Answering;
  readonly typed: Typed;
  /** Marked fields that nobody has ticked. */
  readonly open: number;
}

function PlaceActs({ question, sentence, answering, onPlace }: ActsProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const [browsing, setBrowsing] = useState(false);
  return (
    <>
      <Button
        kind="primary"
        icon="drive"
        busy={answering.busy}
        disabled={!answering.ready}
        onPress={() => setBrowsing(true)}
      >
        {question.refused ? t('ceremony.hand.again') : sentence.yes}
      </Button>
      <Button busy={answering.busy} disabled={!answering.ready} onPress={() => answering.yes()}>
        {sentence.no}
      </Button>
      <FolderBrowser
        open={browsing}
        onClose={() => setBrowsing(false)}
        mode="folder"
        title={t('ceremony.hand.folderTitle', { name: brief(text(question.name)) })}
        onChoose={(place) => {
          onPlace(place);
          answering.yes({ place });
        }}
      />
    </>
  );
}

function Acts(props: ActsProps): ReactElement {
  const { shown, sentence, answering, typed, open } = props;
  const { stage } = shown;
  if (stage === 'place') return <PlaceActs {...props} />;
  const differs = stage === 'words' || stage === 'compare' || stage === 'review';
  const yes = () => {
    if (stage !== 'words') answering.yes();
    else if (typed.check()) answering.yes({ typed: typed.value.trim() });
  };
  return (
    <>
      <Button kind="primary" icon="check" busy={answering.busy} disabled={!answering.ready || open > 0} onPress={yes}>
        {sentence.yes}
      </Button>
      <No words={sentence.no} answering={answering} differs={differs} />
    </>
  );
}

interface LookedAtProps extends AskingProps {
  readonly reading: Reading;
  readonly typed: Typed;
  readonly answering: Answering;
  readonly review: ReactNode;
}

/** What is looked at, in the order in which it is read. */
function LookedAt({ question, activity, shown, reading, typed, answering, review }: LookedAtProps): ReactElement {
  const { t } = useTranslation();
  const path = question.details.find((detail) => detail.kind === 'file')?.path;
  const hashes = hashesOf(question);
  // Beside a list to read the groups stand in a line: what is read has the room.
  const aside = shown.stage === 'review';
  const [first, more] = aside ? [undefined, hashes] : [hashes[0], hashes.slice(1)];
  // A grid of groups has the sentence that goes before it in its own head.
  const inHead = shown.stage === 'words' || shown.stage === 'compare';
  const say = spoken(question);
  const enter = () => {
    if (typed.check()) answering.yes({ typed: typed.value.trim() });
  };
  return (
    <>
      <Failure error={question.refused} title={t('ceremony.hand.refused')} />
      <Failure error={answering.error} />
      {shown.stage !== 'place' && !inHead && <Aloud say={say} />}
      {more.map((detail) => (
        <PaperHash key={detail.hex} detail={detail} spoken={aside} />
      ))}
      {review}
      {first && (
        <HashCard detail={first} reading={reading} path={path} say={inHead ? say : undefined}>
          {shown.stage === 'words' && (
            <WordsField question={question} typed={typed} busy={answering.busy} onEnter={enter} />
          )}
        </HashCard>
      )}
      {question.step === 'room' && <WarningsCard findings={activity.findings} />}
    </>
  );
}

export function Asking(props: AskingProps): ReactElement {
  const { activity, shown, question } = props;
  const answering = useAnswering(question);
  const sentence = useSentence()(question, shown.stage, activity);
  const turn = useTurn();
  const [hash] = hashesOf(question);
  const groups = hash?.groups ?? [];
  const reading = useReading(groups.length, `${question.id} ${hash?.hex ?? ''}`);
  const typed = useTyped(question, groups, reading.move);
  const lines = linesOf(question);
  const ticks = useTicks(question, lines);
  return (
    <>
      <Hero
        who={turn(activity, shown)}
        title={sentence.title}
        help={sentence.help}
        focusKey={shown.turn}
        actions={
          <Acts
            {...props}
            sentence={sentence}
            answering={answering}
            typed={typed}
            open={lines.length > 0 ? ticks.open + ticks.unseen : 0}
          />
        }
      />
      <div className="desk-body" data-stage={shown.stage}>
        <LookedAt
          {...props}
          reading={reading}
          typed={typed}
          answering={answering}
          review={lines.length > 0 && <Review lines={lines} ticks={ticks} id={question.id} />}
        />
        {shown.stage !== 'review' && <Room activity={activity} shown={shown} />}
      </div>
    </>
  );
}
